import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { FinishedProperties } from './finished-resource';
import { finishedText, isSameText } from './finished-text';
import { RoleIdentity } from '../core/role-name';
import { quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** A role of another name or path locks everybody out: callers use the name that the group, links and profiles have. */
export function validateRoleName(
  errors: ErrorContext, role: IConstruct, identity: RoleIdentity, { RoleName, Path = '/' }: FinishedProperties,
): string[] {
  if (RoleName === identity.roleName && Path === identity.path) {
    return [];
  }
  const { roleName, path } = Stack.of(role).resolve({ ...identity });
  return [
    ...differs(errors, role, { part: 'name', prop: 'roleName' }, RoleName, roleName),
    ...differs(errors, role, { part: 'path', prop: 'path' }, Path, path),
  ];
}

function differs(
  errors: ErrorContext, role: IConstruct, { part, prop }: Record<'part' | 'prop', string>, finished: unknown, promised: unknown,
): string[] {
  if (promised === undefined) {
    return [errors.message(`${prop} is a token that has no value in the finished template`, 'give a text')];
  }
  return isSameText(role, finished, promised) ? [] : [errors.message(
    `the role's ${part} is ${quoted(finishedText(role, finished))} in the finished template, and the group, links and profiles name ${quoted(finishedText(role, promised))}`,
    `give the final ${part} as ${prop}, and let no aspect, property injector or override change it`)];
}
