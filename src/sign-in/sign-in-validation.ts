import { Duration } from 'aws-cdk-lib/core';
import { SignInOptions } from './assumable-role';
import { checkProfileOptions } from './profiles/cli-profile-options-validation';
import { checkColor } from './switch-role/console-colors';
import { DISPLAY_NAME_LENGTH } from './switch-role/role-display';
import { checkLine } from '../core/validate-names';
import { ErrorContext } from '../core/validation-error';

/** Checks how users assume a role. */
export function checkSignIn(errors: ErrorContext, { switchRole, cliProfile, maxSessionDuration = Duration.hours(1) }: SignInOptions): void {
  if (switchRole?.displayName !== undefined) {
    checkLine(errors, 'switchRole displayName', switchRole.displayName, DISPLAY_NAME_LENGTH);
  }
  if (switchRole?.color !== undefined) {
    checkColor(errors, switchRole.color);
  }
  if (cliProfile) {
    checkProfileOptions(errors, cliProfile);
    checkSessionDuration(errors, maxSessionDuration, cliProfile.duration);
  }
}

/** STS rejects a session that is longer than the role allows. */
function checkSessionDuration(errors: ErrorContext, longest: Duration, duration?: Duration): void {
  if (duration && !duration.isUnresolved() && !longest.isUnresolved() && duration.toMilliseconds() > longest.toMilliseconds()) {
    errors.fail(`cliProfile duration of ${duration.toHumanString()} is longer than maxSessionDuration, ${longest.toHumanString()}`,
      'raise maxSessionDuration as well');
  }
}
