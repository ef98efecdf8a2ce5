import { mayAssume, tagKeysOf } from './prove';
import { AssumeRoleRequest } from './request';
import { A, B } from '../support/two-accounts';

const ROOT = { AWS: `arn:aws:iam::${A}:root` };
const statement = (elements: object) => ({ Effect: 'Allow', Principal: ROOT, Action: 'sts:AssumeRole', ...elements });
const on = (operator: string, key: string, value: string) => statement({ Condition: { [operator]: { [key]: value } } });

function formula(one: object): Promise<unknown> {
  const policy = { Version: '2012-10-17', Statement: [one] };
  return mayAssume(new AssumeRoleRequest(tagKeysOf(policy)), policy, B);
}

describe('what the proof does not know is an error, because a guess would prove something else', () => {
  test.each<[string, object, string, object]>([
    ['an operator', on('StringAlmostEquals', 'sts:ExternalId', 'x1'), 'operator StringAlmostEquals', on('StringEquals', 'sts:ExternalId', 'x1')],
    ['an operator that does not compare the key', on('IpAddress', 'sts:ExternalId', '10.0.0.0/8'), 'operator IpAddress for sts:ExternalId', on('IpAddress', 'aws:SourceIp', '10.0.0.0/8')],
    ['a condition key', on('StringEquals', 'aws:Weather', 'fine'), 'condition key aws:Weather', on('StringEquals', 'aws:PrincipalAccount', A)],
    ['a truth value', on('Bool', 'aws:MultiFactorAuthPresent', 'yes'), 'truth value yes', on('Bool', 'aws:MultiFactorAuthPresent', 'true')],
    ['a date', on('DateLessThan', 'aws:CurrentTime', 'tomorrow'), 'date tomorrow', on('DateLessThan', 'aws:CurrentTime', '2030-01-01T00:00:00Z')],
    ['an element', statement({ When: 'always' }), 'element When', statement({ Sid: 'Always' })],
    ['a kind of principal', statement({ Principal: { Robot: 'r2' } }), 'element Robot', statement({ Principal: { Service: 'ec2.amazonaws.com' } })],
    ['a principal', statement({ Principal: { AWS: 'AIDACKCEVSQ6C2EXAMPLE' } }), 'principal AIDACKCEVSQ6C2EXAMPLE', statement({ Principal: { AWS: A } })],
    ['a policy variable', on('StringEquals', 'sts:RoleSessionName', '${aws:weather}'), 'condition key aws:weather', on('StringEquals', 'sts:RoleSessionName', '${aws:username}')],
  ])('%s', async (_, unknown, what, known) => {
    await expect(formula(unknown)).rejects.toThrow(what);
    await expect(formula(known)).resolves.toBeDefined();
  });
});
