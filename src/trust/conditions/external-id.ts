import { Token } from 'aws-cdk-lib/core';
import { isIdentity, TrustCondition } from './trust-condition';
import { quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/**
 * Callers must pass the agreed external ID. It prevents a third party from using its access on behalf of somebody else (the confused
 * deputy).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
 */
export function externalIdCondition(errors: ErrorContext, externalId: string): TrustCondition {
  const known = errors.knownInTemplate(externalId);
  if (!Token.isUnresolved(known) && !EXTERNAL_ID.test(known)) {
    errors.fail(`externalId ${quoted(known)} is not one STS accepts`, 'use 2 to 1,224 letters, digits and _+=,.@:/-');
  }
  return {
    prop: 'externalId',
    description: `passes the external ID ${externalId}`,
    settings: { externalId },
    block: { StringEquals: { 'sts:ExternalId': externalId } },
    consoleUnsupportedReason: 'the console cannot pass an external ID',
    appliesTo: isIdentity,
    unmetReason: 'account access manager passes no external ID',
  };
}
