/** The forms in which findings can be printed. */
export type ReportFormat = 'text' | 'json' | 'github' | 'gitlab';

/** How a report looks. */
export interface ReportOptions {
  readonly format: ReportFormat;
  /** Whether text is coloured. */
  readonly color: boolean;
  /** The width to which text is wrapped; `undefined`: it is not. */
  readonly columns: number | undefined;
}
