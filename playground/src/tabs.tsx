import type { ComponentChildren } from 'preact';

/** A tab with what it may tell before it is opened. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly count?: number | undefined;
  readonly tone?: 'error' | 'warning';
}

/** Tabs, and the panel of the current one. Arrow keys, Home and End go from tab to tab. */
export function Tabs({
  tabs,
  current,
  onChange,
  children,
}: {
  readonly tabs: readonly Tab[];
  readonly current: string;
  readonly onChange: (id: string) => void;
  readonly children: ComponentChildren;
}) {
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void => {
    const at = tabs.findIndex(({ id }) => id === current);
    const next = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    onChange(tabs[next]!.id);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[next]!.focus();
  };
  return (
    <>
      <div role="tablist" aria-label="Result" tabIndex={-1} onKeyDown={onKeyDown}>
        {tabs.map(({ id, title, count, tone }) => (
          <button
            type="button"
            role="tab"
            key={id}
            id={`tab-${id}`}
            aria-selected={id === current}
            aria-controls="panel"
            tabIndex={id === current ? 0 : -1}
            onClick={() => onChange(id)}
          >
            {title}
            {count !== undefined && count > 0 && <span class={`badge ${tone ?? ''}`}>{count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id="panel" aria-labelledby={`tab-${current}`}>
        {children}
      </div>
    </>
  );
}
