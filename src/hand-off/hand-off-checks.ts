import { Duration, Token } from 'aws-cdk-lib/core';
import { DISPLAY_NAME_LENGTH, HandOffOptions } from './handed-over-role';
import { checkProfileOptions } from './profiles/profile-options-checks';
import { checkColor } from './switch-role-color';
import { quoted } from '../private/names';
import { Place } from '../private/validation-error';

const PRINTABLE = /^[^\p{Cc}\p{Zl}\p{Zp}]*\S[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

/** Checks how people are to get in. */
export function checkHandOff(at: Place, { switchRole, profiles, maxSessionDuration = Duration.hours(1) }: HandOffOptions): void {
  if (switchRole?.displayName !== undefined) {
    checkDisplayName(at, switchRole.displayName);
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

function checkDisplayName(at: Place, name: string): void {
  if (Token.isUnresolved(name)) {
    return;
  }
  if (!PRINTABLE.test(name)) {
    at.reject(`switchRole displayName ${quoted(name)} is no single line of text`, 'give a name without line breaks and control characters, or leave it out');
  }
  if (name.length > DISPLAY_NAME_LENGTH) {
    at.reject(`switchRole displayName ${quoted(name)} has ${name.length} characters`, `use at most ${DISPLAY_NAME_LENGTH}, which is what the console takes`);
  }
}

/** What people call an account: one line, so that it can stand in a list. */
export function checkAccountName(at: Place, prop: string, name: string): void {
  if (!Token.isUnresolved(name) && !(PRINTABLE.test(name) && name.length <= ACCOUNT_NAME_LENGTH)) {
    at.reject(`${prop} ${quoted(name)} is not the name of an account`, `give one line of at most ${ACCOUNT_NAME_LENGTH} characters, or leave it out`);
  }
}

export function checkTitle(at: Place, title: string): void {
  if (Token.isUnresolved(title) || !(PRINTABLE.test(title) && title.length <= TITLE_LENGTH)) {
    at.reject(`title ${quoted(title)} is no title`, `give one line of at most ${TITLE_LENGTH} characters that is known at synth`);
  }
}

const TITLE_LENGTH = 100;

/** More than AWS Organizations takes, so that no account's own name is refused. */
const ACCOUNT_NAME_LENGTH = 200;
