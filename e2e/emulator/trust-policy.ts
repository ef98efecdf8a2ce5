import { AwsError } from './aws-error';
import { checkSize, PolicyDocument, policyDocument } from './state/policy-document';
import { World } from './state/world';

const QUOTA = 2048;
const IDENTITY_ARN = /^arn:aws:iam::\d{12}:(user|role)\//;

/**
 * A trust policy as IAM saves it: the users and roles it names must exist, and are kept by their unique ids, so that a
 * deleted one is never matched again, not even by another of the same name.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function savedTrustPolicy(world: World, text: string): PolicyDocument {
  const document = policyDocument('trust', text);
  checkSize(document, 0, QUOTA, 'trust policy');
  return mapPrincipals(document, (principal) => IDENTITY_ARN.test(principal) ? idOf(world, principal) : principal);
}

/** A saved trust policy with the ids of those that still exist as ARNs, as the engine reads it. */
export function currentTrustPolicy(world: World, saved: PolicyDocument): PolicyDocument {
  return mapPrincipals(saved, (principal) => world.findIdentity(({ id }) => id === principal)?.arn ?? principal);
}

function idOf(world: World, arn: string): string {
  const identity = world.findIdentity((candidate) => candidate.arn === arn);
  if (!identity) {
    throw new AwsError('MalformedPolicyDocument', `Invalid principal in policy: "AWS":"${arn}"`);
  }
  return identity.id;
}

function mapPrincipals(document: PolicyDocument, map: (principal: string) => string): PolicyDocument {
  const statements = [document.Statement].flat() as PolicyDocument[];
  return { ...document, Statement: statements.map((statement) => mapPrincipal(statement, map)) };
}

function mapPrincipal(statement: PolicyDocument, map: (principal: string) => string): PolicyDocument {
  const principal = statement.Principal as { AWS?: string | string[] } | undefined;
  return principal?.AWS ? { ...statement, Principal: { ...principal, AWS: [principal.AWS].flat().map(map) } } : statement;
}
