import type { Imported } from '../../../src/import/import-config.ts';
import type { RenderedView } from '../core/messages.ts';
import type { Loaded } from '../loaded.ts';
import { Changes } from './changes.tsx';
import { ConfigToml } from './config-toml.tsx';
import { ImportReport } from './import-report.tsx';
import { Permissions } from './permissions.tsx';
import { Picture } from './picture.tsx';

/** What the other tabs show. */
export interface OtherPaneProps {
  readonly tab: string;
  /** The last text without errors, and what it comes to; nothing where there was none. */
  readonly good: { readonly text: string; readonly rendered: RenderedView } | undefined;
  readonly loaded: Loaded;
  readonly imported: Imported | undefined;
  readonly isDark: boolean;
  readonly onSay: (notice: string) => void;
  readonly onCompareFromHere: () => void;
}

/** The pane of any tab but the first, and that of the findings: they are loaded when one of them is opened. */
export function OtherPane({ tab, good, loaded, imported, isDark, onSay, onCompareFromHere }: OtherPaneProps) {
  if (tab === 'import') return imported === undefined ? null : <ImportReport imported={imported} />;
  if (good === undefined) return null;
  const { text, rendered } = good;
  switch (tab) {
    case 'config':
      return <ConfigToml documents={rendered.documents} onSay={onSay} />;
    case 'permissions':
      return <Permissions documents={rendered.documents} />;
    case 'picture':
      return <Picture text={text} isDark={isDark} onSay={onSay} />;
    default:
      return <Changes loaded={loaded} text={text} onCompareFromHere={onCompareFromHere} />;
  }
}
