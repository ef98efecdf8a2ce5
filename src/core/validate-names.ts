import { Token } from 'aws-cdk-lib/core';
import { parameterOf } from './parameters';
import { ErrorContext, isPlaceholder } from './validation-error';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
const NAME_CHARACTERS = 'letters, digits and _+=,.@-';
const NAME = /^[A-Za-z0-9_+=,.@-]+$/;
const PATH = /^\/([A-Za-z0-9_+=,.@-]+\/)*$/;
const PATH_LENGTH = 512;

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
const DESCRIPTION = /^[\t\n\r\u0020-\u007E\u00A1-\u00FF]*$/;
const DESCRIPTION_LENGTH = 1000;

/** A Region's name, such as `eu-west-1`. */
export const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

/** More than AWS Organizations allows, so that every account name is valid. */
const ACCOUNT_NAME_LENGTH = 200;
const TITLE_LENGTH = 100;

/** The maximum length of names in IAM, by kind. */
const NAME_LENGTHS = { role: 64, group: 128, user: 64, permissionSet: 32 };

/** The most frequent reason for an undefined value, which TypeScript accepts with `process.env.NAME!`. */
export const MISSING_VARIABLE = ': if the value comes from an environment variable, that variable may be missing';

/** What a variable that is missing becomes in a text. */
const LIKE_A_MISSING_VARIABLE = ['', 'undefined', 'null'];

/** An account id of 12 digits. A token is an error: in another account's template it would mean that account. */
export function checkAccountId(errors: ErrorContext, prop: string, value: string): string {
  if (Token.isUnresolved(value)) {
    errors.fail(`${prop} is a token, whose account is not known at synth`,
      'give the 12-digit account id as a literal, in env: { account } of the stack or directly');
  }
  if (!/^\d{12}$/.test(value) && !isPlaceholder(value)) {
    const hint = LIKE_A_MISSING_VARIABLE.includes(value) ? MISSING_VARIABLE : '';
    errors.fail(`${prop} ${quoted(value)} is not an account id`, `give the 12 digits, without dashes, as a string${hint}`);
  }
  return value;
}

/**
 * An account id that can also be the value of a template's parameter, which has one meaning: the deployment gives it. Any other token could
 * mean the account of whichever template has it.
 */
export function checkAccountIdOrParameter(errors: ErrorContext, prop: string, value: string): string {
  return parameterOf(value) ? value : checkAccountId(errors, prop, value);
}

/** Account ids, each of them once. */
export function checkAccountIds(errors: ErrorContext, prop: string, values: string[], remedyForNone: string): void {
  checkNotEmpty(errors, prop, values, remedyForNone);
  if (Token.isUnresolved(values)) {
    errors.fail(`${prop} is a list token, whose accounts are not known at synth`, 'give the 12-digit account ids as literals');
  }
  values.forEach((value) => checkAccountId(errors, prop, value));
  const repeated = firstRepeated(values);
  if (repeated !== undefined) {
    errors.fail(`${prop} names account ${repeated} more than once`, 'name each account once');
  }
}

export function checkName(errors: ErrorContext, prop: string, kind: keyof typeof NAME_LENGTHS, value: string): string {
  const name = errors.known(value);
  if (Token.isUnresolved(name)) {
    return value;
  }
  if (!NAME.test(name)) {
    errors.fail(`${prop} ${quoted(name)} is not a name IAM accepts`, `use ${NAME_CHARACTERS} only`);
  }
  if (name.length > NAME_LENGTHS[kind]) {
    errors.fail(`${prop} ${quoted(name)} is ${name.length} characters long`, `use at most ${NAME_LENGTHS[kind]}`);
  }
  return value;
}

export function checkPath(errors: ErrorContext, prop: string, value: string): string {
  const path = errors.known(value);
  if (Token.isUnresolved(path)) {
    return value;
  }
  if (!PATH.test(path)) {
    errors.fail(`${prop} ${quoted(path)} is not a path IAM accepts`,
      `begin and end it with a slash and use ${NAME_CHARACTERS} between slashes, as in "/security/"`);
  }
  checkLength(errors, prop, path, PATH_LENGTH);
  return value;
}

export function checkDescription(errors: ErrorContext, value: string): string {
  const description = errors.known(value);
  // The text of a token matches the pattern.
  if (!DESCRIPTION.test(description)) {
    errors.fail(`description ${quoted(description)} has characters that IAM rejects`, 'use printable Latin-1 characters, tabs and line breaks only');
  }
  checkText(errors, 'description', value, DESCRIPTION_LENGTH);
  return value;
}

function checkLength(errors: ErrorContext, prop: string, value: string, length: number): void {
  if (value.length > length) {
    errors.fail(`${prop} is ${value.length} characters long`, `use at most ${length}`);
  }
}

/** A text in a template, in which CloudFormation substitutes no variables. */
export function checkText(errors: ErrorContext, prop: string, given: string, length: number): void {
  const value = errors.known(given);
  if (Token.isUnresolved(value)) {
    return;
  }
  checkLength(errors, prop, value, length);
  const [variable] = /\$\{[^!}][^}]*\}/.exec(value) ?? [];
  if (variable !== undefined) {
    errors.fail(`${prop} has ${quoted(variable)}, which CloudFormation does not substitute there`, 'use a token of the CDK, such as Aws.ACCOUNT_ID, or leave out the dollar sign');
  }
  if (/[^\P{Cc}\t\n\r]|\p{Cs}/u.test(value)) {
    errors.fail(`${prop} ${quoted(value)} has characters that a template cannot contain`, 'remove control characters and unpaired surrogates');
  }
}

/** A text of one line. */
export function checkLine(errors: ErrorContext, prop: string, given: string, length: number): void {
  const value = errors.known(given);
  if (!Token.isUnresolved(value) && !(value.length <= length && isLine(value))) {
    errors.fail(`${prop} ${quoted(value)} of ${value.length} characters is not one line of text`, `give one line of at most ${length} characters`);
  }
}

/** At least one visible character, and no control characters or line breaks. In a function, because the pattern is slow to compile. */
function isLine(text: string): boolean {
  return /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}][^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u.test(text);
}

/** The title of a guide, or of a part of it. */
export function checkTitle(errors: ErrorContext, title?: string): void {
  if (title !== undefined) {
    checkLine(errors, 'title', title, TITLE_LENGTH);
  }
}

/** The display name of an account. */
export function checkAccountName(errors: ErrorContext, prop: string, name: string): void {
  checkLine(errors, prop, name, ACCOUNT_NAME_LENGTH);
}

/** An empty list is more likely a mistake than intended. */
export function checkNotEmpty(errors: ErrorContext, prop: string, list: unknown[] | undefined, remedy: string): void {
  if (list && errors.known(list).length === 0) {
    errors.fail(`${prop} is an empty list`, remedy);
  }
}

export function firstRepeated(values: string[]): string | undefined {
  const seen = new Set<string>();
  return values.find((value) => {
    const isRepeated = seen.has(value);
    seen.add(value);
    return isRepeated;
  });
}

/** A value as text in a message, truncated to 100 characters. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
