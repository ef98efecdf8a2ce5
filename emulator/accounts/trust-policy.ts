import { Partition } from './partition';
import { checkPolicySize, parsePolicy, PolicyDocument } from './policy-document';
import { AwsError, notEmulated } from '../aws-error';

const QUOTA = 2048;
const IDENTITY_ARN = /^arn:aws:iam::\d{12}:(user|role)\//;

/** Any principal, an account, or a session. IAM does not check whether they exist. */
const UNCHECKED_PRINCIPAL = /^(\*|\d{12}|arn:aws:iam::\d{12}:root|arn:aws:sts::\d{12}:(assumed-role\/[^/*]+|federated-user)\/[^/*]+)$/;

/**
 * Parses a trust policy as IAM stores it. The users and roles that it names must exist. IAM replaces their ARNs by their unique ids, so a
 * user or role that is deleted and created again under the same name is not trusted.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function parseTrustPolicy(partition: Partition, text: string): PolicyDocument {
  const document = parsePolicy('trust', text);
  checkPolicySize(document, 0, QUOTA, 'trust policy');
  return mapPrincipals(document, (principal) => storedPrincipal(partition, principal));
}

/** A stored trust policy with unique ids turned back into ARNs. The ids of deleted users and roles remain. */
export function resolveTrustPolicy(partition: Partition, stored: PolicyDocument): PolicyDocument {
  return mapPrincipals(stored, (principal) => partition.findIdentity(({ id }) => id === principal)?.arn ?? principal);
}

function storedPrincipal(partition: Partition, principal: string): string {
  const identity = IDENTITY_ARN.test(principal) && partition.findIdentity(({ arn }) => arn === principal);
  if (!identity && !UNCHECKED_PRINCIPAL.test(principal)) {
    throw new AwsError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${principal}"`);
  }
  return identity ? identity.id : principal;
}

function mapPrincipals(document: PolicyDocument, map: (principal: string) => string): PolicyDocument {
  const statements = [document.Statement].flat() as PolicyDocument[];
  return { ...document, Statement: statements.map((statement) => mapPrincipal(statement, map)) };
}

function mapPrincipal(statement: PolicyDocument, map: (principal: string) => string): PolicyDocument {
  if (statement.NotPrincipal) {
    throw notEmulated('a trust policy with NotPrincipal');
  }
  const principal = statement.Principal as { AWS?: string | string[] } | undefined;
  return principal?.AWS ? { ...statement, Principal: { ...principal, AWS: [principal.AWS].flat().map(map) } } : statement;
}
