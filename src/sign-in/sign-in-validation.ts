import { Duration } from 'aws-cdk-lib/core';
import { DISPLAY_NAME_LENGTH, HandOffOptions } from './assumable-role';
import { checkProfileOptions } from './profiles/cli-profile-options-validation';
import { checkColor } from './switch-role/console-colors';
import { checkLine } from '../core/validate-names';
import { Place } from '../core/validation-error';

/** Checks how people are to get in. */
export function checkHandOff(at: Place, { switchRole, cliProfile, maxSessionDuration = Duration.hours(1) }: HandOffOptions): void {
  if (switchRole?.displayName !== undefined) {
    checkLine(at, 'switchRole displayName', switchRole.displayName, DISPLAY_NAME_LENGTH);
  }
  if (switchRole?.color !== undefined) {
    checkColor(at, switchRole.color);
  }
  if (cliProfile) {
    checkProfileOptions(at, cliProfile);
    checkFits(at, maxSessionDuration, cliProfile.duration);
  }
}

/** STS refuses a session that is longer than the role's longest. */
function checkFits(at: Place, longest: Duration, duration?: Duration): void {
  if (duration && !duration.isUnresolved() && !longest.isUnresolved() && duration.toMilliseconds() > longest.toMilliseconds()) {
    at.reject(`cliProfile duration of ${duration.toHumanString()} is longer than maxSessionDuration, ${longest.toHumanString()}`,
      'raise maxSessionDuration as well');
  }
}
