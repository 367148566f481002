/** A column of a record, declared once: CSV, reports and documentation follow it. */
export interface ColumnDeclaration {
  readonly name: string;
  /** Empty for names and counts. */
  readonly unit: string;
  readonly meaning: string;
}
