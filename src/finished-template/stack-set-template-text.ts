import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finishedProperties } from './finished-resource';
import { ErrorContext } from '../core/validation-error';

/** The template of a StackSet, as its text or its URL. */
interface PromisedTemplate {
  readonly body: string;
  readonly url: string;
}

/** A StackSet with another template deploys what nobody has checked. The role in the template checks itself. */
export function validateTemplate(errors: ErrorContext, stackSet: IConstruct, promised: PromisedTemplate): string[] {
  const properties = finishedProperties(stackSet);
  if (!properties) {
    return [errors.message('the StackSet is not in the finished template', 'remove the construct itself, and not its resource')];
  }
  const wanted: [string, string][] = [['TemplateBody', promised.body], ['TemplateURL', promised.url]];
  const changed = wanted.filter(([name, value]) => !isSame(properties[name], Stack.of(stackSet).resolve(value)));
  return changed.map(([name]) => errors.message(
    `the StackSet has another ${name} in the finished template than that of its role`,
    'change the role in the template, by its props or methods, instead of the text'));
}

/** Both are empty until the template is synthesized, and the CDK leaves out what is empty. */
function isSame(found: unknown = '', promised: unknown = ''): boolean {
  return JSON.stringify(found) === JSON.stringify(promised);
}
