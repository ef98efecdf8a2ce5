import { ServiceRequest } from './action-request';
import { and, not } from './formula';
import { identityDecision } from './policy';
import { Solver } from './solver';
import { isRead, knownActions } from '../../tools/levels/known-actions';
import { LEVELS } from '../../tools/levels/levels';
import { EXEMPTIONS, WITH_RESOURCE_POLICIES } from '../../tools/levels/resource-policies/services';
import { synthesizedRole } from '../../tools/levels/role-policies';
import { REASONS } from '../../tools/levels/survey';

describe.each(['readOnlyAccess()'])('a role of the level %s', (level) => {
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
