// Starts the front end: `node dist/main.js`. It ends with one sentence where it cannot start.

import { clientOf } from "./client.js";
import { BadConfig, configFrom, type Config } from "./config.js";
import { serverOf } from "./server.js";

function config(): Config {
  try {
    return configFrom(process.env);
  } catch (problem) {
    if (!(problem instanceof BadConfig)) throw problem;
    console.error(problem.message);
    process.exit(1);
  }
}

const found = config();
try {
  await clientOf(found.api, found.token).locales();
} catch (problem) {
  const why = problem instanceof Error ? problem.message : String(problem);
  console.error(`The content interface at ${found.api} cannot be read: ${why}`);
  console.error("Start the site with `make run` in another terminal, or name another one in API_URL.");
  process.exit(1);
}

const server = serverOf(found);
server.on("error", (problem: NodeJS.ErrnoException) => {
  const busy = problem.code === "EADDRINUSE" ? "is in use by another program" : `cannot be used (${problem.code ?? problem.message})`;
  console.error(`Port ${found.port} ${busy}. Choose another: FRONT_PORT=3001 make example`);
  process.exit(1);
});
server.listen(found.port, found.host, () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : found.port;
  console.log(`The front end is served at http://localhost:${port} (Ctrl-C stops it). Its content comes from ${found.api}`);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
