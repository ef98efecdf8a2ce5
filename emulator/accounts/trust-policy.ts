import { AwsError, notEmulated } from '../aws-error';
import { World } from './partition';
import { checkSize, PolicyDocument, policyDocument } from './policy-document';

const QUOTA = 2048;
const IDENTITY_ARN = /^arn:aws:iam::\d{12}:(user|role)\//;

/** Everybody, an account, and sessions, which come and go. */
const KEPT_AS_GIVEN = /^(\*|\d{12}|arn:aws:iam::\d{12}:root|arn:aws:sts::\d{12}:(assumed-role\/[^/*]+|federated-user)\/[^/*]+)$/;

/**
 * A trust policy as IAM saves it: the users and roles it names must exist, and are kept by their unique ids, so that a
 * deleted one is never matched again, not even by another of the same name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function savedTrustPolicy(world: World, text: string): PolicyDocument {
  const document = policyDocument('trust', text);
  checkSize(document, 0, QUOTA, 'trust policy');
  return mapPrincipals(document, (principal) => savedPrincipal(world, principal));
}

/** A saved trust policy with the ids of those that still exist as ARNs, as the engine reads it. */
export function currentTrustPolicy(world: World, saved: PolicyDocument): PolicyDocument {
  return mapPrincipals(saved, (principal) => world.findIdentity(({ id }) => id === principal)?.arn ?? principal);
}

function savedPrincipal(world: World, principal: string): string {
  const identity = IDENTITY_ARN.test(principal) && world.findIdentity(({ arn }) => arn === principal);
  if (!identity && !KEPT_AS_GIVEN.test(principal)) {
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
