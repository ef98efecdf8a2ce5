/** Somebody else's opinion of what the tests and examples have synthesized. */
export interface TemplateLinter {
  readonly name: string;

  /** What it can only judge with, if that cannot be had here. */
  readonly missing?: () => string | undefined;

  /** What is wrong with which template, each in a line. */
  readonly findings: (templates: string[]) => Promise<string[]>;
}
