/** True for a file that holds tests by the names that test runners look for; `path` is below the workspace's root. */
export function isTestFile(path: string): boolean {
  return TEST_FOLDER.test(path) || TEST_FILE.test(path);
}

/** True for text for people, in which code is an example. */
export function isDocument(path: string): boolean {
  return /\.(?:md|mdx|markdown|rst|adoc|txt)$/i.test(path);
}

const TEST_FOLDER = /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|integration_tests|unit_tests)\//;
const TEST_FILE = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$|_test\.go$|\.(?:test|spec)\.[cm]?[jt]sx?$/;
