import reviewed from './reviewed.json';
import { actionsCoveredBy } from '../../../src/permissions/aws/known-actions';
import { isRead, KnownAction } from '../known-actions';

/** Why a read is denied at every level, and what the reason rests on: a key of `certainty`. */
type Reason = string[];

const DENIED: Record<'credential' | 'change', Record<string, Reason>> = reviewed.denied;
const LEFT: Record<string, Record<string, string[] | undefined>> = reviewed.left;

/** The month of the review. */
export const REVIEWED: string = reviewed.reviewed;

/** What the reasons rest on. */
export const CERTAINTY: Record<string, string> = reviewed.certainty;

/** The reads that hand out a credential, a token or a usable URL, or that change something, each with its reason. */
export const CREDENTIAL_READS: Readonly<Record<string, Reason>> = { ...DENIED.credential, ...DENIED.change };

/** Reads that look like one, and were reviewed and left allowed. */
const REVIEWED_AND_LEFT = new Set(Object.values(LEFT).flatMap((services) =>
  Object.entries(services).flatMap(([service, names]) => names!.map((name) => `${service}:${name}`))));

/** Words for credentials anywhere in a name, and others at its end. */
const CREDENTIAL_WORDS = [
  /Token|Credential|Password|Passcode|Secret|Presigned|PreSigned|Login|Sign[iI]n|UnlockCode|AuthCode|Authenticate|AuthorizationCode|Federat|Impersonat/,
  /(?:Keys?|KeyPairs?|Codes?|Ur[li]s?|UR[LI]s?|Links?|Sessions?|SessionEndpoint|Web[hH]ooks?|Access|AccessDetails|Activations?|Invitations?|Embed\w*)$/,
];

/** Verbs of actions that change something, although AWS's reference classifies some of them as Read. */
const CHANGING_VERBS = new RegExp(`^(?:${[
  'Start', 'Stop', 'Cancel', 'Put', 'Send', 'Register', 'Allow', 'Approve', 'Deliver', 'Request', 'Test', 'Poll', 'Assume', 'Create', 'Run',
  'Receive', 'Connect', 'Complete', 'Authoriz', 'Detect\\w*Drift', 'Generate\\w*(?:Report|Details)', 'Verify', 'Pass', 'Use', 'Call', 'Execute',
].join('|')})`);

/**
 * Actions that look like a read that hands out credentials or changes something, and that nobody has reviewed.
 *
 * @param allowed the actions that AWS's policies for the levels allow, some of which are classified as Write
 * @param credentials the actions whose response has a credential, by the verdicts on data access
 */
export function unreviewed(actions: KnownAction[], allowed: ReadonlySet<string>, credentials: ReadonlySet<string>): KnownAction[] {
  return actions.filter((action) => !isReviewed(action) && (credentials.has(action.id) || looksLikeOne(action, allowed)));
}

/** Reviewed actions that no longer exist. */
export function idleReviews(): string[] {
  return [...Object.keys(CREDENTIAL_READS), ...REVIEWED_AND_LEFT].filter((id) => !actionsCoveredBy(id).includes(id));
}

function isReviewed({ id }: KnownAction): boolean {
  return id in CREDENTIAL_READS || REVIEWED_AND_LEFT.has(id);
}

function looksLikeOne(action: KnownAction, allowed: ReadonlySet<string>): boolean {
  // A wildcard such as `Get*` in a policy that users attach also matches actions that are classified as Write.
  const isReached = isRead(action) || allowed.has(action.id) || /^(?:BatchGet|Get|Retrieve|Download)/.test(action.name);
  return isReached && (CREDENTIAL_WORDS.some((words) => words.test(action.name)) || (isRead(action) && CHANGING_VERBS.test(action.name)));
}
