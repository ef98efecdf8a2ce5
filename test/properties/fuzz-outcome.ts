import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Change, contextOf, injectProps, invokeAspects, makeChanges } from './fuzz-changes';
import { FinishedApp, finishedApp } from './fuzz-promises';
import { isForgottenToken } from './tokens-of-input';
import { ValidationError } from '../../src/core/validation-error';
import { CONSTRUCT_BY_PROPS } from '../support/constructs-by-props';
import { evaluate, Expression } from '../support/fuzz';
import { TwoAccounts } from '../support/two-accounts';

/** Props of a construct, and what the app changes of what they make. */
export interface Input {
  readonly struct: string;
  readonly props: Expression;
  readonly changes: readonly Change[];
}

/** The messages on an input, or its finished templates. */
export interface Outcome {
  readonly accounts: TwoAccounts;
  readonly complaints: string[];
  /** Undefined if there are complaints. */
  readonly finished?: FinishedApp;
}

/** What a fault of the program throws, and not a check. */
const FAULTS = [TypeError, RangeError, ReferenceError, SyntaxError];

/** One folder for all apps, none of which writes into it. */
const OUTDIR = join(tmpdir(), 'fuzz');

/**
 * Makes the construct, runs aspects and validations, and renders the templates, as a synthesis does: without its files, which take
 * most of its time.
 */
export function outcomeOf({ struct, props, changes }: Input): Outcome {
  const accounts = new TwoAccounts({ context: contextOf(changes), outdir: OUTDIR });
  try {
    injectProps(accounts, changes);
    CONSTRUCT_BY_PROPS[struct](accounts, evaluate(props, accounts));
    makeChanges(accounts, changes);
    invokeAspects(accounts.app);
    const complaints = accounts.app.node.findAll().flatMap((construct) => construct.node.validate());
    return { accounts, complaints, finished: complaints.length > 0 ? undefined : finishedApp(accounts.app) };
  } catch (error) {
    if (error instanceof ValidationError) {
      return { accounts, complaints: [error.message] };
    }
    // The CDK checks itself what its own methods and property injectors get, and what tokens become.
    if (isOfCdk(error, changes)) {
      return { accounts, complaints: [] };
    }
    throw error;
  }
}

/** An error that the CDK throws on purpose. */
function isOfCdk(error: unknown, changes: readonly Change[]): boolean {
  return error instanceof Error && !FAULTS.some((fault) => error instanceof fault) && !isForgottenToken(error) && (changes.length > 0 || error.message.startsWith('Resolution error'));
}

/** Whether the CDK synthesizes the input too, with its own aspects and files. */
export function isSynthesized({ struct, props, changes }: Input): boolean {
  const accounts = new TwoAccounts({ context: contextOf(changes), outdir: OUTDIR });
  try {
    injectProps(accounts, changes);
    CONSTRUCT_BY_PROPS[struct](accounts, evaluate(props, accounts));
    makeChanges(accounts, changes);
    accounts.app.synth();
    return true;
  } catch (error) {
    if (FAULTS.some((fault) => error instanceof fault)) {
      throw error;
    }
    return false;
  }
}
