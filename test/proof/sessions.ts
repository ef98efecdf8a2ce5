import { Expiration } from 'aws-cdk-lib';
import { ActionRequest } from './action-request';
import { and, atLeast, atMost, Formula } from './formula';
import { PromisedAction } from './prove-action';
import { AccessWindow, TrustingRole, TrustingRoleProps } from '../../src';
import { holdersOf } from '../contracts/upgrades/roles-and-groups';
import { A, B, TwoAccounts } from '../support/two-accounts';

/** A role, and until when its sessions can read. */
export interface LimitedRole {
  readonly what: string;
  readonly props: Partial<TrustingRoleProps>;
  readonly reads: (request: ActionRequest) => Formula;
}

const END = '2099-03-31T23:59:59Z';
const REVOKED = '2026-02-01T00:00:00Z';
const seconds = (date: string) => Date.parse(date) / 1000;
const accessWindow = AccessWindow.endingAt(Expiration.fromString(END));
const revokeSessionsBefore = Expiration.fromString(REVOKED);
const isBeforeEnd = ({ time }: ActionRequest) => atMost(time, seconds(END));
const isNotRevoked = ({ tokenIssueTime }: ActionRequest) => atLeast(tokenIssueTime, seconds(REVOKED));

export const LIMITED_ROLES: LimitedRole[] = [
  { what: 'the end of the window', props: { accessWindow }, reads: isBeforeEnd },
  { what: 'revoked sessions', props: { revokeSessionsBefore }, reads: isNotRevoked },
  { what: 'both', props: { accessWindow, revokeSessionsBefore }, reads: (request) => and(isBeforeEnd(request), isNotRevoked(request)) },
];

/** A session of the role reads until it ends, whatever the time is. */
export function promiseToSession({ props, reads }: LimitedRole): PromisedAction {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  const [{ identity, boundary }] = holdersOf({ Workload: { account: B, template: accounts.templateB.toJSON() } }).values();
  const request = new ActionRequest();
  return {
    action: 's3:ListAllMyBuckets',
    request,
    policies: identity,
    boundary,
    promised: reads(request),
    principal: `arn:aws:sts::${B}:assumed-role/SecurityReadOnlyRole/ann`,
  };
}
