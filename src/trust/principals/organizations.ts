import { Token } from 'aws-cdk-lib/core';
import { checkNotEmpty, quoted } from '../../core/validate-names';
import { ErrorContext } from '../../core/validation-error';
import { PrincipalType } from '../principal-type';
import { TrustedPrincipals } from '../trusted-principals';

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;

/**
 * From the organization and its root to an organizational unit. A `*` is allowed only at the end: it includes the units below, or,
 * after `ou-`, means only the units below.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed-view-data-orgs.html#access_policies_last-accessed-viewing-orgs-entity-path
 */
const ORGANIZATION_PATH = /^o-[a-z0-9]{10,32}\/(\*|r-[a-z0-9]{4,32}\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\/)*(\*|ou-\*)?)$/;

export function organization(id: string): TrustedPrincipals {
  return {
    type: PrincipalType.ORGANIZATION,
    values: (errors) => {
      checkOrganizationId(errors, 'PrincipalScope.organization', id);
      return [[id]];
    },
  };
}

export function organizationPaths(paths: string[]): TrustedPrincipals {
  return {
    type: PrincipalType.ORGANIZATION_PATHS,
    values: (errors) => {
      checkOrganizationPaths(errors, 'PrincipalScope.organizationPaths', paths,
        'name at least one path, or use PrincipalScope.organization() for all of it');
      return paths.map((path) => [path]);
    },
  };
}

export function checkOrganizationId(errors: ErrorContext, prop: string, id: string): void {
  const known = errors.knownInTemplate(id);
  if (!Token.isUnresolved(known) && !ORGANIZATION_ID.test(known)) {
    errors.fail(`${prop} ${quoted(known)} is not the id of an organization`, 'give an id such as "o-a1b2c3d4e5"');
  }
}

export function checkOrganizationPaths(errors: ErrorContext, prop: string, paths: string[], remedyForNone: string): void {
  checkNotEmpty(errors, prop, paths, remedyForNone);
  const known = errors.known(paths);
  const all = Token.isUnresolved(known) ? [] : known.map((path) => errors.knownInTemplate(path));
  const bad = all.find((path) => !Token.isUnresolved(path) && !ORGANIZATION_PATH.test(path));
  if (bad !== undefined) {
    errors.fail(`${prop} ${quoted(bad)} is not a path of an organization`,
      'give one such as "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/", or with "*" at its end for everything below too');
  }
}
