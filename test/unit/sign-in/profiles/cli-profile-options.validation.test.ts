import { Duration, Lazy } from 'aws-cdk-lib';
import { CliProfileOptions, CredentialSource, MfaRequirement, PrincipalScope, TrustingRole, TrustingTarget } from '../../../../src';
import { ACCESS, access, rejects, ROLE, role, synth } from '../../../support/invalid-props';
import { A, B } from '../../../support/two-accounts';

const elsewhere = { trusting: [TrustingTarget.account(B)] };

describe('the source of the credentials', () => {
  const { EC2_INSTANCE_METADATA, ENVIRONMENT } = CredentialSource;
  const asInput = (cliProfile: CliProfileOptions, ...principals: PrincipalScope[]) => role({ cliProfile, principals });
  const scanner = PrincipalScope.roles('scanner');
  const ann = PrincipalScope.users('ann');
  const audit = PrincipalScope.permissionSets('Audit');
  const noRoles = 'cliProfile credentialSource "Ec2InstanceMetadata" is the source of a role\'s credentials, and principals has no roles';
  rejects([
    ['a credential source together with a source profile', ROLE, 'credentialSource "Ec2InstanceMetadata" is given together with sourceProfile "identity"',
      asInput({ credentialSource: EC2_INSTANCE_METADATA, sourceProfile: 'identity' }, scanner), asInput({ credentialSource: EC2_INSTANCE_METADATA }, scanner)],
    ['a credential source together with a command', ROLE, 'credentialSource "Environment" is given together with credentialProcess "get-credentials"',
      asInput({ credentialSource: ENVIRONMENT, credentialProcess: 'get-credentials' }, scanner), asInput({ credentialProcess: 'get-credentials' }, scanner)],
    ['a command together with a source profile', ROLE, 'credentialProcess "get-credentials" is given together with sourceProfile "identity"',
      asInput({ credentialProcess: 'get-credentials', sourceProfile: 'identity' }, ann), asInput({ sourceProfile: 'identity' }, ann)],
    ['the role of an instance, where no role is trusted', ROLE, noRoles,
      asInput({ credentialSource: EC2_INSTANCE_METADATA }, ann), asInput({ credentialSource: EC2_INSTANCE_METADATA }, ann, scanner)],
    ['the role of an instance, for an account with MFA', ROLE, noRoles,
      asInput({ credentialSource: EC2_INSTANCE_METADATA }, PrincipalScope.account()),
      role({ cliProfile: { credentialSource: EC2_INSTANCE_METADATA }, mfa: MfaRequirement.none() })],
    ['the role of an instance, where permission sets are trusted', ROLE, noRoles,
      asInput({ credentialSource: EC2_INSTANCE_METADATA }, audit), asInput({ credentialSource: ENVIRONMENT }, audit)],
    ['the role of an instance, in an access whose roles are made elsewhere', ACCESS, noRoles,
      access({ ...elsewhere, cliProfile: { credentialSource: EC2_INSTANCE_METADATA }, principals: [ann] }),
      access({ ...elsewhere, cliProfile: { credentialSource: EC2_INSTANCE_METADATA }, principals: [scanner] })],
    ['the role of an instance, as a late value', ROLE, noRoles,
      asInput({ credentialSource: Lazy.string({ produce: () => EC2_INSTANCE_METADATA }) as CredentialSource }, ann),
      asInput({ credentialSource: Lazy.string({ produce: () => EC2_INSTANCE_METADATA }) as CredentialSource }, scanner)],
    ['a source that no tool knows', ROLE, 'credentialSource "Lambda" is not a source that the tools know',
      asInput({ credentialSource: 'Lambda' as CredentialSource }, scanner), asInput({ credentialSource: ENVIRONMENT }, scanner)],
  ]);

  test('a role that is trusted later can have the role of an instance', () => {
    synth(({ b }) => new TrustingRole(b, 'Role', {
      assumingAccount: A, cliProfile: { credentialSource: EC2_INSTANCE_METADATA }, principals: [ann],
    }).addPrincipals(scanner));
  });

  const COMMANDS: [what: string, bad: string, shown: string, good: string][] = [
    ['a command of two lines', 'get\ncredentials', '"get\\ncredentials"', 'get credentials'],
    ['one with a comment', 'get # credentials', '"get # credentials"', 'get --credentials'],
    ['one with another comment', 'get ; credentials', '"get ; credentials"', 'get "our credentials" now'],
    ['one with a backquote', 'get `user`', '"get `user`"', 'get $USER'],
    ['one that continues on the next line', 'get \\', '"get \\\\"', 'get C:\\credentials'],
    ['one with a space in front', ' get', '" get"', 'get'],
    ['one with a space behind', 'get ', '"get "', 'g'],
    ['none', '', '""', '/opt/get-credentials --account 111111111111'],
  ];
  rejects(COMMANDS.map(([what, bad, shown, good]) =>
    [what, ROLE, shown, asInput({ credentialProcess: bad }, ann), asInput({ credentialProcess: good }, ann)]));
});

describe('case 2026-11-12: a session that the callers cannot have', () => {
  const hours = (count: number, ...principals: PrincipalScope[]) =>
    role({ cliProfile: { duration: Duration.hours(count) }, maxSessionDuration: Duration.hours(8), principals });
  const problem = 'cliProfile duration of 4 hours is longer than 1 hour, the limit of STS for sessions of roles and permission sets';
  const [ann, scanner, audit] = [PrincipalScope.users('ann'), PrincipalScope.roles('scanner'), PrincipalScope.permissionSets('Audit')];
  const late = (seconds: number) => role({
    cliProfile: { duration: Duration.seconds(Lazy.number({ produce: () => seconds })) }, maxSessionDuration: Duration.hours(8), principals: [scanner],
  });
  rejects([
    ['of roles', ROLE, problem, hours(4, scanner), hours(1, scanner)],
    ['of permission sets', ROLE, problem, hours(4, audit), hours(1, audit)],
    ['of both', ROLE, problem, hours(4, audit, scanner), hours(4, audit, scanner, ann)],
    ['as a late value', ROLE, problem, late(14400), late(3600)],
    ['in an access whose roles are made elsewhere', ACCESS, problem,
      access({ ...elsewhere, cliProfile: { duration: Duration.hours(4) }, maxSessionDuration: Duration.hours(8), principals: [scanner] }),
      access({ ...elsewhere, cliProfile: { duration: Duration.hours(4) }, maxSessionDuration: Duration.hours(8), principals: [ann] })],
  ]);
});
