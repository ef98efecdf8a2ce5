import { relative, resolve } from 'path';
import { Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { checkLine, quoted } from './core/validate-names';
import { ErrorContext } from './core/validation-error';

const PATH_LENGTH = 1000;

/** The guides that write to a folder, for each app. */
const FOLDERS = new WeakMap<IConstruct, Map<string, IConstruct>>();

/** The absolute path of the folder to which a guide is written as well, which no other guide of the app has. */
export function outputDirectory(errors: ErrorContext, guide: Construct, given?: string): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  if (Token.isUnresolved(given)) {
    errors.fail('outputDirectory is a token, and a path must be known at synth', 'give it as text');
  }
  checkLine(errors, 'outputDirectory', given, PATH_LENGTH);
  const directory = resolve(given);
  const folders = FOLDERS.get(guide.node.root) ?? new Map<string, IConstruct>();
  FOLDERS.set(guide.node.root, folders);
  const other = folders.get(directory);
  if (other) {
    errors.fail(`outputDirectory ${quoted(given)} is that of ${other.node.path}, whose files it would replace`, 'give each AccessGuide a different folder');
  }
  folders.set(directory, guide);
  return directory;
}

/** Fails if the file system refuses to write to the folder. */
export function failUnlessWritten(errors: ErrorContext, directory: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) {
      errors.fail(`outputDirectory ${quoted(directory)} cannot be written: ${error.message}`, 'give a folder that exists, or can be made');
    }
    throw error;
  }
}

/** A path as users write it: from the working directory if the folder is there. */
export function shortest(path: string): string {
  const fromHere = relative('', path);
  return fromHere === '' ? '.' : fromHere.startsWith('..') ? path : fromHere;
}
