// Names for what the generated client only has as parts: any content of a page, any block of a stream.

import type { FoundPage, ModelPageContent, ModelSectionBlock, StandardPageContent } from "./api.js";

export type * from "./api.js";

export type Content = NonNullable<FoundPage["page"]["content"]>;
export type Block =
  | StandardPageContent["body"][number]
  | ModelPageContent["body"][number]
  | ModelSectionBlock["value"]["body"][number];
