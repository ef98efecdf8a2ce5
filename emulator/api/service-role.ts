import { AuthorizationRequest, Context, Decision } from './authorization';
import { RoleSession } from '../accounts/credentials';
import { Role } from '../accounts/identity';
import { Partition } from '../accounts/partition';
import { resolveTrustPolicy } from '../accounts/trust-policy';

const HOUR = 3600 * 1000;

/** A role that an AWS service assumes. */
export interface ServiceRole {
  /** The service principal, such as `lambda.amazonaws.com`. */
  readonly service: string;
  readonly roleArn: string;
  readonly sessionName: string;
  /** The resource that the service assumes the role for. */
  readonly sourceArn?: string;
}

/** Assumes a role as a service does, if the role's trust policy allows it. Otherwise, or if there is no such role, returns nothing. */
export async function assumeServiceRole(
  partition: Partition, decide: (request: AuthorizationRequest) => Promise<Decision>, { service, roleArn, sessionName, sourceArn }: ServiceRole,
): Promise<RoleSession | undefined> {
  const role = partition.findIdentity(({ arn }) => arn === roleArn);
  if (!(role instanceof Role)) {
    return undefined;
  }
  const context: Context = {
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    'aws:SourceAccount': role.account,
    ...sourceArn && { 'aws:SourceArn': sourceArn },
  };
  const { allowed } = await decide({
    principal: service,
    policies: { identity: [] },
    action: 'sts:AssumeRole',
    resource: roleArn,
    account: role.account,
    resourcePolicy: resolveTrustPolicy(partition, role.trustPolicy),
    context,
  });
  return allowed ? partition.addSession(new RoleSession(partition.account(role.account), role, sessionName, new Date(Date.now() + HOUR))) : undefined;
}
