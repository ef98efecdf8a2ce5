import { Duration } from 'aws-cdk-lib/core';
import { SignInOptions } from './assumable-role';
import { checkProfileOptions } from './profiles/cli-profile-options-validation';
import { checkColor } from './switch-role/console-colors';
import { DISPLAY_NAME_LENGTH } from './switch-role/role-display';
import { checkSignInRegion } from './switch-role/sign-in-hosts';
import { knownMilliseconds } from '../core/durations';
import { checkLine } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

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

function describeDuration(milliseconds: number): string {
  return Duration.millis(milliseconds).toHumanString();
}
