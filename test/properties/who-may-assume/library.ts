import { tmpdir } from 'os';
import { join } from 'path';
import { App, Duration, Expiration, Stack } from 'aws-cdk-lib';
import { Configuration, NOW, Scope, Tag, Limits, written } from './configuration';
import { AccessWindow, MfaRequirement, PrincipalScope, SessionTag, SourceIdentityRequirement, TrustingRole } from '../../../src';
import { resolveIamResources } from '../../support/resolved-template';
import { A, B } from '../../support/two-accounts';

/** The library's policies for a configuration. */
export interface MadeRole {
  readonly arn: string;
  readonly trustPolicy: object;
  /** The statement for the callers' own policies. */
  readonly assumeRoleStatement: object;
}

/** Nothing is written here, but each app without an output directory would leave an empty one behind. */
const OUTDIR = join(tmpdir(), 'cdk.out-who-may-assume');

/** Scopes in `later` are added to the existing role. */
export function make(configuration: Configuration, later: Scope[] = []): MadeRole {
  const app = new App({ outdir: OUTDIR, context: { '@aws-cdk/aws-iam:minimizePolicies': configuration.minimized } });
  const stack = new Stack(app, 'Workload', { env: { account: B, region: 'eu-west-1' } });
  const role = new TrustingRole(stack, 'Role', propsOf(configuration));
  later.map(scopeOf).forEach((scope) => role.addPrincipals(scope));
  expect(role.node.validate()).toEqual([]);

  const properties = { RoleName: 'SecurityReadOnlyRole', Path: configuration.path, AssumeRolePolicyDocument: stack.resolve(role.assumeRolePolicy) };
  const [{ arn, properties: { AssumeRolePolicyDocument: trustPolicy } }] = resolveIamResources({ Resources: { Role: { Type: 'AWS::IAM::Role', Properties: properties } } }, B);
  return { arn, trustPolicy, assumeRoleStatement: JSON.parse(role.assumeRoleStatementJson) };
}

/** The props for a configuration. */
export function propsOf(configuration: Configuration): ConstructorParameters<typeof TrustingRole>[2] {
  const { scopes, mfa, externalId, organizationId, sourceIps, accessWindow, sessionTags, anyTag, principalTags, path } = configuration;
  return {
    assumingAccount: A,
    path,
    principals: scopes.length > 0 ? scopes.map(scopeOf) : undefined,
    mfa: mfaOf(mfa),
    externalId,
    sourceIps,
    accessWindow: accessWindow && windowOf(accessWindow),
    requireUserNameAsRoleSessionName: configuration.userNameAsSessionName,
    sourceIdentity: sourceIdentityOf(configuration),
    organizationId,
    sessionTags: sessionTags || anyTag ? [...sessionTags?.map(tagOf) ?? [], ...anyTag ? [SessionTag.any()] : []] : undefined,
    principalTags,
    trustPolicyQuota: 8192,
  };
}

function sourceIdentityOf({ sourceIdentity, acceptedFromRoles }: Configuration): SourceIdentityRequirement | undefined {
  return sourceIdentity === 'userName' ? SourceIdentityRequirement.userName({ acceptedFromRoles }) : sourceIdentity && SourceIdentityRequirement[sourceIdentity]();
}

function scopeOf(scope: Scope): PrincipalScope {
  const made = principalsOf(scope);
  return 'inAccount' in scope && scope.inAccount ? made.inAccount(scope.inAccount) : made;
}

function principalsOf(scope: Scope): PrincipalScope {
  switch (scope.kind) {
    case 'account': return PrincipalScope.account();
    case 'users': return PrincipalScope.users(...scope.names.map((name) => written(name, 'user', scope.inAccount)));
    case 'roles': return PrincipalScope.roles(...scope.names.map((name) => written(name, 'role', scope.inAccount)));
    case 'anyRole': return PrincipalScope.anyRole();
    case 'rolesMatching': return PrincipalScope.rolesMatching(...scope.patterns);
    case 'permissionSets': return PrincipalScope.permissionSets(...scope.names);
    case 'organization': return PrincipalScope.organization(scope.id);
    case 'organizationPaths': return PrincipalScope.organizationPaths(...scope.paths);
    case 'accountAccessManager': return PrincipalScope.accountAccessManager(scope.application);
  }
}

function mfaOf(mfa: Configuration['mfa']): MfaRequirement | undefined {
  switch (mfa) {
    case 'default': return undefined;
    case 'none': return MfaRequirement.none();
    case 'required': return MfaRequirement.required();
    default: return MfaRequirement.required({ maxAge: Duration.seconds(mfa) });
  }
}

function windowOf({ from, until }: Limits): AccessWindow {
  const at = (seconds: number) => Expiration.atTimestamp(NOW + seconds * 1000);
  if (from === undefined) {
    return AccessWindow.endingAt(at(until!));
  }
  return until === undefined ? AccessWindow.startingAt(at(from)) : AccessWindow.between(at(from), at(until));
}

function tagOf({ key, required, values }: Tag): SessionTag {
  return required ? SessionTag.required(key, ...values) : SessionTag.optional(key);
}
