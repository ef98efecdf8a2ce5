/**
 * Runs linters over every template that tests and examples have synthesized: all linters, or those named as arguments.
 *
 * Some linters need Python. Without it they are skipped with a message, and fail in CI.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cdkValidation } from './cdk-validation';
import { cfnLint } from './cfn-lint';
import { iamPolicy } from './iam-policy';
import { parliament } from './parliament';
import { TemplateLinter } from './template-linter';

const TEMPLATES = join(__dirname, '..', '..', 'test-reports', 'templates');
const LINTERS: Record<string, TemplateLinter> = { 'cfn-lint': cfnLint, 'cdk-validation': cdkValidation, 'iam-policy': iamPolicy, parliament };

/** Each linter must report a finding here; otherwise it does not work. */
const FAULTY = join(__dirname, 'faulty.template.json');

async function lint({ name, missing, findings }: TemplateLinter, templates: string[]): Promise<boolean> {
  const lacking = missing?.();
  if (lacking) {
    console.error(`SKIPPED: ${name} has NOT linted ${templates.length} templates, because ${lacking}`);
    return !process.env.CI;
  }
  if ((await findings([FAULTY])).length === 0) {
    console.error(`${name} reports nothing for ${FAULTY}, which has errors`);
    return false;
  }
  const found = await findings(templates);
  found.forEach((finding) => console.error(`${name}: ${finding}`));
  console.log(`${name}: ${found.length === 0 ? 'no' : found.length} findings in ${templates.length} templates`);
  return found.length === 0;
}

async function main(names: string[]): Promise<number> {
  const templates = readdirSync(TEMPLATES).map((file) => join(TEMPLATES, file));
  if (templates.length === 0) {
    console.error('no templates to lint: run the tests first');
    return 1;
  }
  const results = await Promise.all((names.length > 0 ? names : Object.keys(LINTERS)).map((name) => lint(LINTERS[name], templates)));
  return results.every((clean) => clean) ? 0 : 1;
}

void main(process.argv.slice(2)).then((code) => process.exit(code));
