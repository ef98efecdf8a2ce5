import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { finishedProperties } from './finished-resource';
import { ErrorContext } from '../core/validation-error';

/** A StackSet with another template deploys what nobody has checked. The role in the template checks itself. */
export function validateTemplateBody(errors: ErrorContext, stackSet: IConstruct, promised: string): string[] {
  const properties = finishedProperties(stackSet);
  if (!properties) {
    return [errors.message('the StackSet is not in the finished template', 'remove the construct itself, and not its resource')];
  }
  return isSame(properties.TemplateBody, Stack.of(stackSet).resolve(promised)) ? [] : [errors.message(
    'the StackSet has another TemplateBody in the finished template than that of its role',
    'change the role in the template, by its props or methods, instead of the text')];
}

/** The text is empty until the template is synthesized, and the CDK leaves out what is empty. */
function isSame(found: unknown = '', promised: unknown = ''): boolean {
  return JSON.stringify(found) === JSON.stringify(promised);
}
