/** The forms in which findings can be printed. */
export const REPORT_FORMATS = ['text', 'json', 'github', 'gitlab', 'sarif'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];
