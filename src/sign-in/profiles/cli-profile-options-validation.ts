import { Token } from 'aws-cdk-lib/core';
import { CliProfileOptions } from './cli-profile-options';
import { CredentialSource } from './credential-source';
import { PROFILE_NAME } from './profile-names';
import { knownMilliseconds } from '../../core/durations';
import { QUOTAS } from '../../core/quotas';
import { joinWithAnd } from '../../core/text';
import { quoted, REGION } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const MFA_SERIAL = /^[\w+=/:,.@-]{9,256}$/;

/** One line. Some parsers end a value at `#` or `;`, read backquotes as quotes, and continue it after a backslash at its end. */
const COMMAND = /^(?! )[^#;`\p{Cc}\p{Zl}\p{Zp}]*[^#;`\\\p{C}\p{Z}]$/u;

const SHORTEST_SESSION_SECONDS = 900;

/** Rejects values that would break a configuration file or change its meaning. */
export function checkProfileOptions(errors: ErrorContext, options: CliProfileOptions): void {
  const { sourceProfile, mfaSerial, roleSessionName, region } = options;
  const profileName = errors.known(options.profileName);
  const check = (prop: keyof CliProfileOptions, given: string | undefined, form: RegExp, remedy: string) => {
    const value = errors.known(given);
    if (value !== undefined && !Token.isUnresolved(value) && !form.test(value)) {
      errors.fail(`cliProfile ${prop} ${quoted(value)} is not valid in a configuration file`, remedy);
    }
  };
  const nameRemedy = 'use letters, digits and _.@+- only, a letter or digit first';
  check('profileName', profileName, PROFILE_NAME, nameRemedy);
  check('sourceProfile', sourceProfile, PROFILE_NAME, nameRemedy);
  check('credentialProcess', options.credentialProcess, COMMAND, 'give one line without # ; and backquotes; put a longer command into a script');
  check('mfaSerial', mfaSerial, MFA_SERIAL, 'give the ARN or the serial number of an MFA device');
  check('roleSessionName', roleSessionName, SESSION_NAME, 'use 2 to 64 letters, digits and _+=,.@-');
  check('region', region, REGION, 'give a Region such as "eu-west-1"');
  if (profileName?.toLowerCase() === 'default') {
    errors.fail(`cliProfile profileName ${quoted(profileName)} is the name of the user's default profile`, 'give another name');
  }
  checkOneSource(errors, options);
  checkCredentialSource(errors, options);
  checkDuration(errors, options);
}

/** A tool would use one of them, and not each tool the same one. */
function checkOneSource(errors: ErrorContext, { sourceProfile, credentialSource, credentialProcess }: CliProfileOptions): void {
  const [one, other] = Object.entries({ credentialSource, credentialProcess, sourceProfile }).filter(([, value]) => value !== undefined);
  if (other) {
    errors.fail(`cliProfile ${one[0]} ${quoted(one[1]!)} is given together with ${other[0]} ${quoted(other[1]!)}`,
      'give one of them: a profile has one source of credentials');
  }
}

function checkCredentialSource(errors: ErrorContext, options: CliProfileOptions): void {
  const value = errors.known(options.credentialSource);
  const sources = Object.values(CredentialSource);
  if (value !== undefined && !Token.isUnresolved(value) && !sources.includes(value)) {
    errors.fail(`cliProfile credentialSource ${quoted(value)} is not a source that the tools know`, `use CredentialSource: ${joinWithAnd(sources, 'or')}`);
  }
}

function checkDuration(errors: ErrorContext, { duration }: CliProfileOptions): void {
  const milliseconds = duration && knownMilliseconds(errors, 'cliProfile duration', duration);
  if (milliseconds !== undefined) {
    const seconds = milliseconds / 1000;
    if (!(Number.isInteger(seconds) && seconds >= SHORTEST_SESSION_SECONDS && seconds <= QUOTAS.maxSessionHours.max * 3600)) {
      errors.fail(`cliProfile duration of ${seconds} seconds is not between 15 minutes and 12 hours`, 'use Duration.hours(1), for example');
    }
  }
}
