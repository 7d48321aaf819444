/** Whether a file lies in the workspace when the links on the way to it are followed. Knows of uris only what it is told. */

export interface Bounds<U extends { readonly path: string }> {
  /** The open folder that holds a uri by its name. */
  folderOf(uri: U): U | undefined;
  parentOf(uri: U): U;
  isLink(uri: U): Promise<boolean>;
  /** Where the links on the way to a file lead; undefined when nothing is there. Absent where links cannot be followed. */
  realUri?(uri: U): Promise<U | undefined>;
}

export async function isInWorkspace<U extends { readonly path: string }>(uri: U, bounds: Bounds<U>): Promise<boolean> {
  const folder = bounds.folderOf(uri);
  if (folder === undefined) return false;
  if (bounds.realUri === undefined) return !(await hasLink(folder, uri, bounds));
  const real = await bounds.realUri(uri);
  if (real === undefined) return false;
  if (bounds.folderOf(real) !== undefined) return true;
  // The folder itself may be reached through a link.
  const realFolder = await bounds.realUri(folder);
  return realFolder !== undefined && real.path.startsWith(`${realFolder.path.replace(/\/$/, '')}/`);
}

/** Where it leads cannot be told, so a link between a folder and a file counts as leading out of it. */
async function hasLink<U extends { readonly path: string }>(folder: U, uri: U, bounds: Bounds<U>): Promise<boolean> {
  for (let current = uri; current.path.length > folder.path.length; current = bounds.parentOf(current)) {
    if (await bounds.isLink(current)) return true;
  }
  return false;
}
