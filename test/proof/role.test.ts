import { Expiration } from 'aws-cdk-lib';
import { ActionRequest, ServiceRequest } from './action-request';
import { and, atLeast, atMost, Formula, not } from './formula';
import { identityDecision } from './policy';
import { faultsOfAction } from './prove-action';
import { Solver } from './solver';
import { AccessWindow, TrustingRole, TrustingRoleProps } from '../../src';
import { knownActions, isRead } from '../../tools/levels/known-actions';
import { LEVELS } from '../../tools/levels/levels';
import { EXEMPTIONS, WITH_RESOURCE_POLICIES } from '../../tools/levels/resource-policies/services';
import { synthesizedRole } from '../../tools/levels/role-policies';
import { REASONS } from '../../tools/levels/survey';
import { Holder, holdersOf } from '../contracts/upgrades/roles-and-groups';
import { COMPLETE } from '../support/complete';
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

describe.each(COMPLETE ? Object.keys(LEVELS) : ['readOnlyAccess()'])('a role of the level %s', (level) => {
  test('is denied every write on the services with resource policies, whatever these say and whatever the request is', async () => {
    const { policies: { identity } } = synthesizedRole(LEVELS[level]());
    const writes = (await knownActions()).filter((action) => WITH_RESOURCE_POLICIES.includes(action.service) && action.resourceTypes.length > 0
      && !isRead(action) && !(action.id in REASONS) && !EXEMPTIONS.includes(action.id));
    expect(writes.length).toBeGreaterThan(500);
    const open = [];
    for (const service of new Set(writes.map((action) => action.service))) {
      const request = new ServiceRequest(service);
      const ids = writes.filter((action) => action.service === service).map(({ id }) => id);
      const denials = ids.map((action) => identityDecision(identity, { action, keys: request.keys }, request.resource).denied);
      const isOpen = not(and(...denials));
      const model = isOpen === 'false' ? undefined : await Solver.with(request.theory, (solver) => solver.modelOf(isOpen));
      open.push(...model ? [`${service}: ${request.resourceArn((variable) => model.get(variable) === true)}`] : []);
    }
    expect(open).toEqual([]);
  });
});

test('without the denials, resource policies could allow these writes', async () => {
  const { policies: { identity } } = synthesizedRole(LEVELS['readOnlyAccess()']());
  const request = new ServiceRequest('s3');
  const without = identity.filter((policy: any) => !policy.Statement.some(({ NotAction }: any) => NotAction));
  const { denied } = identityDecision(without, { action: 's3:PutObject', keys: request.keys }, request.resource);
  expect(await Solver.with(request.theory, (solver) => solver.modelOf(not(denied)))).toBeDefined();
});
