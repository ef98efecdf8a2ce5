/**
 * Has others judge every template that tests and examples have synthesized.
 *
 * Some of them need Python. Without it they judge nothing: loudly here, and as a failure in CI.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cdkValidation } from './cdk-validation';
import { cfnLint } from './cfn-lint';
import { iamPolicy } from './iam-policy';
import { TemplateLinter } from './template-linter';
import { parliament } from './parliament';

const TEMPLATES = join(__dirname, '..', '..', 'test-reports', 'templates');
const LINTERS: Record<string, TemplateLinter> = { 'cfn-lint': cfnLint, 'cdk-validation': cdkValidation, 'iam-policy': iamPolicy, parliament };

/** Each judge must find something here: one who finds nothing anywhere has not looked. */
const FAULTY = join(__dirname, 'faulty.template.json');

async function lint({ name, missing, findings }: TemplateLinter, templates: string[]): Promise<boolean> {
  const lacking = missing?.();
  if (lacking) {
    console.error(`SKIPPED: ${templates.length} templates are NOT judged by ${name}, because ${lacking}`);
    return !process.env.CI;
  }
  if ((await findings([FAULTY])).length === 0) {
    console.error(`${name} finds nothing wrong with ${FAULTY}, in which it should`);
    return false;
  }
  const found = await findings(templates);
  found.forEach((finding) => console.error(`${name}: ${finding}`));
  console.log(`${name}: ${templates.length} templates ${found.length === 0 ? 'are clean' : `have ${found.length} faults`}`);
  return found.length === 0;
}

async function main(names: string[]): Promise<number> {
  const templates = readdirSync(TEMPLATES).map((file) => join(TEMPLATES, file));
  if (templates.length === 0) {
    console.error('no templates to judge: run the tests first');
    return 1;
  }
  const verdicts = await Promise.all((names.length > 0 ? names : Object.keys(LINTERS)).map((name) => lint(LINTERS[name], templates)));
  return verdicts.every((clean) => clean) ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
