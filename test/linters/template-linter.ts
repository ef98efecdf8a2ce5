/** A linter of the templates that tests and examples synthesize. */
export interface TemplateLinter {
  readonly name: string;

  /** Returns why the linter cannot run here, if it cannot. */
  readonly missing?: () => string | undefined;

  /** Returns one line for each finding, which begins with the template's path. */
  readonly findings: (templates: string[]) => Promise<string[]>;
}
