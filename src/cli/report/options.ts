/** The forms in which findings can be printed. */
export const REPORT_FORMATS = ['text', 'json', 'github', 'gitlab', 'sarif'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a report looks. */
export interface ReportOptions {
  readonly format: ReportFormat;
  /** Whether text is coloured. */
  readonly color: boolean;
  /** The width to which text is wrapped; `undefined`: it is not. */
  readonly columns: number | undefined;
}
