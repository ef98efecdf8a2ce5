/** How a scanner's recipe is used. */
export interface ScannerOptions {
  /**
   * The recipe's version, a month such as `2026-11`. Give it to have an upgrade of this library fail at synth, rather than
   * change what the scanner may read.
   *
   * @default - the one that this library comes with
   */
  readonly version?: string;

  /**
   * Those of the recipe's write actions that the scanner may use, each by its name.
   *
   * A role that may write needs a `permissionsBoundary` of your own, since the default one keeps it read-only.
   *
   * @default - none: the scanner reads only
   */
  readonly allowedWriteActions?: string[];
}
