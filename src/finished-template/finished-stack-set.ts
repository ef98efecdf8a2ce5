import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { canonicalJson } from './canonical-json';
import { finishedProperties } from './finished-resource';
import { missingResource, warnOnCondition } from './presence-messages';
import { ErrorContext } from '../core/validation-error';

/** What a StackSet is promised to deploy, and where. */
export interface StackSetPromise {
  /** The template, as its text or its URL. */
  readonly template: Readonly<Record<'body' | 'url', string>>;
  /** With the keys of the CDK. */
  readonly stackInstancesGroup: unknown;
}

/** Compares a StackSet with what the library has made. With another template, it deploys what nobody has checked. The role in the template checks itself. */
export function validateStackSet(errors: ErrorContext, scope: IConstruct, { template, stackInstancesGroup }: StackSetPromise): string[] {
  const properties = finishedProperties(scope.node.defaultChild);
  if (!properties) {
    return [missingResource(errors, 'StackSet')];
  }
  warnOnCondition(errors, scope, 'StackSet');
  const templates: [string, string][] = [['TemplateBody', template.body], ['TemplateURL', template.url]];
  const changed = templates.filter(([name, value]) => !isSame(properties[name], Stack.of(scope).resolve(value)));
  const written = withKeysOfTemplate(Stack.of(scope).resolve(stackInstancesGroup));
  return [
    ...changed.map(([name]) => errors.message(
      `the StackSet has another ${name} in the finished template than that of its role`,
      'change the role in the template, by its props or methods, instead of the text')),
    ...canonicalJson(properties.StackInstancesGroup) === canonicalJson(written) ? [] : [errors.message(
      'the StackSet deploys to other accounts or Regions in the finished template than those of its target',
      'change the target, which the group and the guide know too')],
  ];
}

/** The CDK writes keys in lower case where CloudFormation begins them with a capital. Functions of CloudFormation have theirs already. */
function withKeysOfTemplate(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value) ? value.map(withKeysOfTemplate)
    : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key[0].toUpperCase() + key.slice(1), withKeysOfTemplate(entry)]));
}

/** Text and URL are empty until the template is synthesized, and the CDK leaves out what is empty. */
function isSame(found: unknown = '', promised: unknown = ''): boolean {
  return JSON.stringify(found) === JSON.stringify(promised);
}
