// Made by `npx projen prop-types` out of the types that jsii sees. Do not edit.

/** A struct and the types of its props, as `check-props.ts` reads them. */
export interface PropTypes {
  readonly bases: string[];
  readonly props: Record<string, string>;
}

export const PROP_TYPES: Record<string, PropTypes> = {
  AccessGuideProps: {
    bases: [],
    props: {
      access: 'CrossAccountReadOnlyAccess[]',
      title: 'string?',
    },
  },
  AccountOptions: {
    bases: [],
    props: {
      name: 'string?',
    },
  },
  AlarmOnAssumedOptions: {
    bases: [],
    props: {
      logGroup: 'ILogGroup',
      alarmDescription: 'string?',
      alarmName: 'string?',
      period: 'Duration?',
      threshold: 'number?',
    },
  },
  AssumingGroupOptions: {
    bases: [],
    props: {
      trusting: 'TrustingTarget[]',
      groupName: 'string?',
      homePermissions: 'ReadOnlyPermissions?',
      selfManagedMfa: 'boolean?',
      users: 'IUser[]?',
    },
  },
  AssumingGroupProps: {
    bases: ['AssumingGroupOptions'],
    props: {
      path: 'string?',
      roleName: 'string?',
      sessionTags: 'SessionTag[]?',
      sourceIdentity: 'SourceIdentityRequirement?',
    },
  },
  CrossAccountReadOnlyAccessProps: {
    bases: ['AssumingGroupOptions', 'TrustingRoleOptions'],
    props: {
    },
  },
  CustomPermissionsOptions: {
    bases: [],
    props: {
      managedPolicies: 'IManagedPolicy[]?',
      statements: 'PolicyStatement[]?',
      writeActions: 'string[]?',
    },
  },
  ListedAccountsOptions: {
    bases: ['StackSetOptions'],
    props: {
      accountNames: '{string}?',
      administrationRole: 'IRole?',
      executionRoleName: 'string?',
    },
  },
  OnAssumedOptions: {
    bases: [],
    props: {
      filter: 'AssumptionFilter?',
      regions: 'string[]?',
    },
  },
  OrganizationalUnitsOptions: {
    bases: ['StackSetOptions'],
    props: {
      organizationalUnitIds: 'string[]',
      accountFilter: 'AccountFilter?',
      delegatedAdministrator: 'boolean?',
      managementAccount: 'Construct?',
      organizationPaths: 'string[]?',
      whenAccountLeaves: 'string?',
    },
  },
  ProfileOptions: {
    bases: [],
    props: {
      duration: 'Duration?',
      mfaSerial: 'string?',
      profileName: 'string?',
      region: 'string?',
      roleSessionName: 'string?',
      sourceProfile: 'string?',
    },
  },
  RequiredMfaOptions: {
    bases: [],
    props: {
      maxAge: 'Duration?',
    },
  },
  ScannerOptions: {
    bases: [],
    props: {
      version: 'string?',
      writeActions: 'string[]?',
    },
  },
  StackSetOptions: {
    bases: [],
    props: {
      administratorScope: 'Construct?',
      failureTolerance: 'AccountShare?',
      maxConcurrency: 'AccountShare?',
      region: 'string?',
      stackSetName: 'string?',
    },
  },
  SwitchRoleOptions: {
    bases: [],
    props: {
      color: 'string?',
      displayName: 'string?',
    },
  },
  TrustConditionOptions: {
    bases: [],
    props: {
      externalId: 'string?',
      mfa: 'MfaRequirement?',
      principalTags: '{string[]}?',
      requireUserNameAsSessionName: 'boolean?',
      sessionTags: 'SessionTag[]?',
      sourceIdentity: 'SourceIdentityRequirement?',
      sourceIps: 'string[]?',
      validity: 'AccessWindow?',
    },
  },
  TrustingRoleOptions: {
    bases: ['TrustConditionOptions'],
    props: {
      description: 'string?',
      maxSessionDuration: 'Duration?',
      path: 'string?',
      permissions: 'ReadOnlyPermissions?',
      permissionsBoundary: 'IManagedPolicy?',
      principals: 'PrincipalScope[]?',
      profiles: 'ProfileOptions?',
      revokeSessionsBefore: 'Expiration?',
      roleName: 'string?',
      switchRole: 'SwitchRoleOptions?',
      trustPolicyQuota: 'number?',
    },
  },
  TrustingRoleProps: {
    bases: ['TrustingRoleOptions'],
    props: {
      assumingAccount: 'string',
    },
  },
  TrustingRoleStackSetProps: {
    bases: ['TrustingRoleProps'],
    props: {
      target: 'TrustingTarget',
    },
  },
};
