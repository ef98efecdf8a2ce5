/**
 * The version of a scanner's recipe, and the write actions to allow.
 *
 * Use them with `ReadOnlyPermissions.scanner`, to keep a version of the recipe or to allow a write that the scanner needs.
 */
export interface ScannerOptions {
  /**
   * The version of the recipe, a month such as `2026-11`. If you give it, an upgrade of this library that changes the recipe fails
   * at synth.
   *
   * @default - the version in this library
   */
  readonly version?: string;

  /**
   * The write actions of the recipe to allow, each by its full name.
   *
   * @default - no write action is allowed
   */
  readonly allowedWriteActions?: string[];
}
