import { Expiration } from 'aws-cdk-lib';
import { ActionRequest } from './action-request';
import { and, atLeast, atMost, Formula } from './formula';
import { faultsOfAction } from './prove-action';
import { AccessWindow, TrustingRole, TrustingRoleProps } from '../../src';
import { Holder, holdersOf } from '../contracts/upgrades/roles-and-groups';
import { A, B, TwoAccounts } from '../support/two-accounts';

const SESSION = `arn:aws:sts::${B}:assumed-role/SecurityReadOnlyRole/ann`;
const END = '2099-03-31T23:59:59Z';
const REVOKED = '2026-02-01T00:00:00Z';
const seconds = (date: string) => Date.parse(date) / 1000;

function roleOf(props: Partial<TrustingRoleProps>): Holder {
  const accounts = new TwoAccounts();
  new TrustingRole(accounts.b, 'Role', { assumingAccount: A, ...props });
  const [holder] = holdersOf({ Workload: { account: B, template: accounts.templateB.toJSON() } }).values();
  return holder;
}

describe('a session of the role reads until it ends, whatever the time is', () => {
  const isBeforeEnd = ({ time }: ActionRequest) => atMost(time, seconds(END));
  const isNotRevoked = ({ tokenIssueTime }: ActionRequest) => atLeast(tokenIssueTime, seconds(REVOKED));
  const accessWindow = AccessWindow.endingAt(Expiration.fromString(END));
  const revokeSessionsBefore = Expiration.fromString(REVOKED);

  test.each<[string, Partial<TrustingRoleProps>, (request: ActionRequest) => Formula]>([
    ['the end of the window', { accessWindow }, isBeforeEnd],
    ['revoked sessions', { revokeSessionsBefore }, isNotRevoked],
    ['both', { accessWindow, revokeSessionsBefore }, (request) => and(isBeforeEnd(request), isNotRevoked(request))],
  ])('%s', async (_, props, promised) => {
    const { identity, boundary } = roleOf(props);
    const request = new ActionRequest();
    expect(await faultsOfAction({ action: 's3:ListAllMyBuckets', request, policies: identity, boundary, promised: promised(request), principal: SESSION })).toEqual([]);
  });
});
