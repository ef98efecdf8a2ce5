import { DECISION_TABLE } from './decision-table';
import { not } from './formula';
import { mayAssume, tagKeysOf } from './prove';
import { AssumeRoleRequest } from './request';
import { Solver } from './solver';
import { make } from '../properties/who-may-assume/library';
import { B } from '../support/two-accounts';

/** Conditions that change no decision in some configuration, and why they are there. */
const REDUNDANT: Record<string, string> = {
  'sts:AssumeRole Bool aws:MultiFactorAuthPresent': 'an MFA age is there with MFA only; AWS documents no promise of that, and linters look for the condition',
  'sts:AssumeRole NumericLessThanEquals aws:MultiFactorAuthAge': 'no session is older than 36 hours, if that is the limit',
  'sts:AssumeRole ArnEquals aws:PrincipalArn': 'a user of the account is named in addition to the whole account',
  'sts:AssumeRole StringEquals aws:PrincipalOrgID': 'the paths of the scope are in the organization that is required',
  'sts:AssumeRole StringNotEquals aws:PrincipalAccount': 'the other action that the call must take has the same condition',
  ...Object.fromEntries(['sts:SetSourceIdentity StringEquals sts:SourceIdentity', 'sts:SetSourceIdentity StringEquals aws:PrincipalOrgID',
    'sts:SetSourceIdentity StringNotEquals aws:PrincipalAccount', 'sts:TagSession StringEquals aws:PrincipalOrgID',
    'sts:TagSession ForAnyValue:StringLike aws:PrincipalOrgPaths', 'sts:TagSession StringNotEquals aws:PrincipalAccount'].map((name) => [name, 'sts:AssumeRole, which each call takes too, has the same condition'])),
};

/** The conditions without which a trust policy allows the same requests. */
async function redundantConditions(trustPolicy: any): Promise<string[]> {
  const request = new AssumeRoleRequest(tagKeysOf(trustPolicy));
  const allowed = await mayAssume(request, trustPolicy, B);
  const without = await Promise.all(conditionsOf(trustPolicy).map(async ({ statement, operator, key }) => {
    const edited = structuredClone(trustPolicy);
    delete edited.Statement[statement].Condition[operator][key];
    return { name: `${trustPolicy.Statement[statement].Action} ${operator} ${key}`, allowed: await mayAssume(request, edited, B) };
  }));
  return Solver.with(request.theory, async (solver) => {
    const redundant = [];
    for (const edited of without) {
      const more = await solver.modelOf(edited.allowed, not(allowed));
      expect(await solver.modelOf(allowed, not(edited.allowed))).toBeUndefined();
      redundant.push(...more ? [] : [edited.name]);
    }
    return redundant;
  });
}

function conditionsOf(policy: any): { statement: number; operator: string; key: string }[] {
  return policy.Statement.flatMap(({ Condition = {} }: any, statement: number) =>
    Object.entries<any>(Condition).flatMap(([operator, keys]) => Object.keys(keys).map((key) => ({ statement, operator, key }))));
}

test('each condition of the decision table\'s trust policies denies a request, except for those with a reason', async () => {
  const found = new Set<string>();
  for (const { configuration } of DECISION_TABLE) {
    const redundant = await redundantConditions(make(configuration).trustPolicy);
    redundant.forEach((name) => found.add(name));
  }
  expect([...found].sort()).toEqual(Object.keys(REDUNDANT).sort());
});
