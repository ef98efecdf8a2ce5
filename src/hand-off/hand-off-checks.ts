import { Duration } from 'aws-cdk-lib/core';
import { DISPLAY_NAME_LENGTH, HandOffOptions } from './handed-over-role';
import { checkProfileOptions } from './profiles/profile-options-checks';
import { checkColor } from './switch-role-color';
import { checkLine } from '../private/names';
import { Place } from '../private/validation-error';

/** Checks how people are to get in. */
export function checkHandOff(at: Place, { switchRole, profiles, maxSessionDuration = Duration.hours(1) }: HandOffOptions): void {
  if (switchRole?.displayName !== undefined) {
    checkLine(at, 'switchRole displayName', switchRole.displayName, DISPLAY_NAME_LENGTH);
  }
  if (switchRole?.color !== undefined) {
    checkColor(at, switchRole.color);
  }
  if (profiles) {
    checkProfileOptions(at, profiles);
    checkFits(at, maxSessionDuration, profiles.duration);
  }
}

/** STS refuses a session that is longer than the role's longest. */
function checkFits(at: Place, longest: Duration, duration?: Duration): void {
  if (duration && !duration.isUnresolved() && !longest.isUnresolved() && duration.toMilliseconds() > longest.toMilliseconds()) {
    at.reject(`profiles duration of ${duration.toHumanString()} is longer than maxSessionDuration, ${longest.toHumanString()}`,
      'raise maxSessionDuration as well');
  }
}
