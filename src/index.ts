export * from './assuming-group';
export * from './conditions/mfa-requirement';
export * from './cross-account-read-only-access';
export * from './permissions/read-only-permissions';
export * from './principals/principal-scope';
export * from './targets/trusting-target';
export * from './trusting-role';
