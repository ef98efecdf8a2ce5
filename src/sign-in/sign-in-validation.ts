import { Duration, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { SignInOptions } from './assumable-role';
import { callersOf } from './profiles/callers';
import { checkProfileOptions } from './profiles/cli-profile-options-validation';
import { checkColor } from './switch-role/console-colors';
import { DISPLAY_NAME_LENGTH } from './switch-role/role-display';
import { checkSignInRegion } from './switch-role/sign-in-hosts';
import { knownMilliseconds } from '../core/durations';
import { checkLine, quoted } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';
import { TrustPolicy } from '../trust/trust-policy';

/** Checks how users assume a role in a partition. */
export function checkSignIn(
  errors: ErrorContext, { switchRole, cliProfile, maxSessionDuration = Duration.hours(1) }: SignInOptions, partition: string,
): void {
  if (switchRole?.displayName !== undefined) {
    checkLine(errors, 'switchRole displayName', switchRole.displayName, DISPLAY_NAME_LENGTH);
  }
  if (switchRole?.color !== undefined) {
    checkColor(errors, 'switchRole color', switchRole.color);
  }
  if (switchRole?.signInRegion !== undefined) {
    checkSignInRegion(errors, switchRole.signInRegion, partition);
  }
  if (cliProfile) {
    checkProfileOptions(errors, cliProfile);
    checkSessionDuration(errors, maxSessionDuration, cliProfile.duration);
  }
}

/** STS rejects a session that is longer than the role allows. */
function checkSessionDuration(errors: ErrorContext, longest: Duration, duration?: Duration): void {
  const wanted = duration && knownMilliseconds(errors, 'cliProfile duration', duration);
  const most = knownMilliseconds(errors, 'maxSessionDuration', longest);
  if (wanted !== undefined && most !== undefined && wanted > most) {
    errors.fail(`cliProfile duration of ${describeDuration(wanted)} is longer than maxSessionDuration, ${describeDuration(most)}`,
      'raise maxSessionDuration as well');
  }
}

/** Checks what callers of the finished trust cannot have. */
export function validateCallers(given: ErrorContext, scope: IConstruct, { cliProfile = {} }: SignInOptions, trust: TrustPolicy): string[] {
  const errors = given.inFinishedTemplate(scope);
  const kinds = callersOf(trust).map(({ kind }) => kind);
  const duration = cliProfile.duration && knownMilliseconds(errors, 'cliProfile duration', cliProfile.duration);
  const source = errors.known(cliProfile.credentialSource);
  return [
    ...duration !== undefined && kinds.length > 0 && kinds.every(({ longestSeconds = Infinity }) => duration > longestSeconds * 1000)
      ? [errors.message(`cliProfile duration of ${describeDuration(duration)} is longer than 1 hour, the limit of STS for sessions of roles and permission sets`,
        'leave it out, or use at most Duration.hours(1)')]
      : [],
    ...source !== undefined && !Token.isUnresolved(source) && !kinds.some((kind) => kind.canUse(source))
      ? [errors.message(`cliProfile credentialSource ${quoted(source)} is the source of a role's credentials, and principals has no roles`,
        'leave it out, or trust the role with PrincipalScope.roles')]
      : [],
  ];
}

function describeDuration(milliseconds: number): string {
  return Duration.millis(milliseconds).toHumanString();
}
