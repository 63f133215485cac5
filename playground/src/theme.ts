import { useEffect, useState } from 'preact/hooks';

export interface Theme {
  readonly isDark: boolean;
  readonly toggle: () => void;
}

/** The colours: those of the system, until people choose others. */
export function useTheme(): Theme {
  const [isSystemDark, setSystemDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const [chosen, setChosen] = useState<boolean>();
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const onChange = (): void => setSystemDark(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  const isDark = chosen ?? isSystemDark;
  useEffect(() => {
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  }, [isDark]);
  return { isDark, toggle: () => setChosen(!isDark) };
}
