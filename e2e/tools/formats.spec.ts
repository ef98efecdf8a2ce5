import { spawnSync } from 'node:child_process';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { readConfig } from './installed';
import { CliProfiles, CrossAccountReadOnlyAccess, CrossAccountReadOnlyAccessProps, SessionTag, SourceIdentityRequirement, TrustingTarget } from '../../src';
import { TemporaryFolder } from '../testing/temporary-folder';

const [A, B, C] = ['111111111111', '222222222222', '333333333333'];
const READ_CONFIG = readConfig();

let folder: TemporaryFolder;
beforeAll(() => {
  folder = new TemporaryFolder('formats');
});
afterAll(() => folder.delete());

function profiles(props: Partial<CrossAccountReadOnlyAccessProps> = {}): CliProfiles {
  const identity = new Stack(new App({ outdir: folder.path }), 'Identity', { env: { account: A, region: 'eu-west-1' } });
  const trusting = [TrustingTarget.account(B, { name: 'Shop production' }), TrustingTarget.account(C, { name: 'Logs # ]; "x" ${y}' })];
  return new CrossAccountReadOnlyAccess(identity, 'Access', { trusting, ...props }).cliProfiles;
}

/** Both profiles of an account whose role requires MFA of users. */
function ofUsers(name: string, account: string, more: Record<string, string> = {}): Record<string, Record<string, string>> {
  const { mfa_serial, ...keys } = keysOf(account);
  const { duration_seconds, ...ofAllCallers } = more;
  return {
    [`profile ${name}`]: { ...keys, mfa_serial, ...more },
    [`profile ${name}-session`]: { ...keys, source_profile: 'default-mfa', ...ofAllCallers },
  };
}

/** Parses a file with the tools' own libraries. */
function parse(format: 'ini' | 'hcl', text: string): any {
  const { stdout, stderr, status } = spawnSync(READ_CONFIG!, [format], { input: text, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`the parser failed: ${stderr}`);
  }
  return JSON.parse(stdout);
}

const keysOf = (account: string) => ({
  role_arn: `arn:aws:iam::${account}:role/SecurityReadOnlyRole`, source_profile: 'default', mfa_serial: `arn:aws:iam::${A}:mfa/YOUR-DEVICE`, region: 'eu-west-1',
});

(READ_CONFIG ? describe : describe.skip)('parsed by the tools\' own libraries', () => {
  test('aws-vault has a section for each role', () => {
    const { awsVault } = profiles({ externalId: 'Contract-42', maxSessionDuration: Duration.hours(4), requireUserNameAsRoleSessionName: true });
    const more = { external_id: 'Contract-42', duration_seconds: '14400', role_session_name: 'YOUR-USER-NAME' };
    expect(parse('ini', awsVault)).toEqual({ ...ofUsers('Shop-production', B, more), ...ofUsers('Logs-x-y', C, more) });
  });

  test('aws-vault has source identity and session tags', () => {
    const { awsVault } = profiles({
      sourceIdentity: SourceIdentityRequirement.required(), sessionTags: [SessionTag.required('team', 'audit'), SessionTag.required('ticket')],
    });
    expect(parse('ini', awsVault)['profile Logs-x-y']).toEqual({ ...keysOf(C), source_identity: 'YOUR-USER-NAME', session_tags: 'team=audit,ticket=YOUR-VALUE' });
  });

  test('Granted has the accounts\' colors that it supports', () => {
    const granted = parse('ini', profiles().granted);
    expect(granted).toEqual({ ...ofUsers('Shop-production', B, { granted_color: 'red' }), ...ofUsers('Logs-x-y', C, { granted_color: expect.any(String) }) });
    expect(['blue', 'turquoise', 'green', 'yellow', 'orange', 'red', 'pink', 'purple']).toContain(granted['profile Logs-x-y'].granted_color);
  });

  test('Steampipe has a connection for each role, and one for all of them', () => {
    const connection = (name: string, profile: string) => ({ name, plugin: 'aws', profile, regions: ['*'] });
    expect(parse('hcl', profiles().steampipe)).toEqual([
      { name: 'aws_read_only', plugin: 'aws', type: 'aggregator', connections: ['aws_shop_production', 'aws_logs_x_y'] },
      connection('aws_shop_production', 'Shop-production-session'),
      connection('aws_logs_x_y', 'Logs-x-y-session'),
    ]);
  });

  test('Steampipe has a pattern for the accounts of an organization, and a comment instead of a connection', () => {
    const trusting = [TrustingTarget.stackSetToOrganizationalUnits({ organizationalUnitIds: ['ou-ab12-11111111'] })];
    expect(parse('hcl', profiles({ trusting }).steampipe)).toEqual([
      { name: 'aws_read_only', plugin: 'aws', type: 'aggregator', connections: ['aws_securityreadonlyrole_*'] },
    ]);
  });

  test.each(['awsVault', 'granted'] as const)('%s has a command as it is', (file) => {
    const credentialProcess = '"/opt/our tools/get" --account=111111111111 | jq .keys';
    expect(parse('ini', profiles({ cliProfile: { credentialProcess } })[file])).toMatchObject({
      'profile Logs-x-y': { source_profile: 'Logs-x-y-source' }, 'profile Logs-x-y-source': { credential_process: credentialProcess },
    });
  });

  test('a file without any role is valid', () => {
    const { granted, steampipe } = profiles({ sourceIdentity: SourceIdentityRequirement.required() });
    expect(parse('ini', granted)).toEqual({});
    expect(parse('hcl', steampipe)).toEqual([{ name: 'aws_read_only', plugin: 'aws', type: 'aggregator' }]);
  });
});
