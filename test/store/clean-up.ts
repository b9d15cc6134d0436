// Once all tests are through: takes away the databases they made.
import { dropDatabases } from "./databases.js";

export const teardown = (): Promise<void> => dropDatabases(process.pid);
