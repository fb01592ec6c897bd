// The content interface as TypeScript: made from docs/openapi.json by `make client`. Do not edit.

/** How a request is sent: gives the parsed answer to a path below the interface, or throws. */
export type Ask = (path: string, query: Query) => Promise<unknown>;
export type Query = Readonly<Record<string, QueryValue>>;
export type QueryValue = string | number | boolean | readonly (string | number | boolean)[] | null | undefined;

export const VERSION = "1.0.0";

/** The statement that the act on accessibility to digital public service (2018:1937) demands. */
export interface AccessibilityStatementPageContent {
  /** The page's type. */
  type: "sidor.AccessibilityStatementPage";
  actor: string;
  service: string;
  conformance: string;
  /** The same in words, in the reader's language. */
  conformance_label: string;
  standard: string;
  shortcomings: ShortcomingBlock[];
  method: string;
  assessed_on: string | null;
  statement_updated_on: string | null;
  alternative: string;
  report_url: string;
}

/** The address of a page in another language. */
export interface Alternate {
  locale: string;
  html_url: string;
}

/** Something dated: of the year wheel, a course date, or what another app gives. ``end`` is the last day of a period. */
export interface CalendarItem {
  uid: string;
  title: string;
  kind: string;
  /** The kind in words, in the reader's language. */
  kind_label: string;
  audience: string;
  /** The arc on the wheel: none, inventory, pair or owner. */
  track: string;
  place: string;
  start: string;
  end: string | null;
  /** The day by the rule, where a weekend or holiday moved it. */
  moved_from: string | null;
  /** Its number on the wheel of its year; null for an arc without one. */
  number: number | null;
  /** Where more is said; empty where nowhere is. */
  url: string;
  page: PageReference | null;
}

/** All of one year, in order. The years that can be asked for are those from ``first_year`` to ``last_year``. */
export interface CalendarYear {
  year: number;
  first_year: number;
  last_year: number;
  items: CalendarItem[];
}

/** A short remark that must not be missed */
export interface CalloutBlock {
  type: "callout";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: CalloutValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A remark beside the text: a bar and a first line in bold. */
export interface CalloutValue {
  kind: string;
  heading: string;
  /** HTML, or Markdown where that was asked for. */
  text: string;
}

/** Other words were searched than those typed: for their ``spelling``, or for an ``old_word``. */
export interface CorrectionItem {
  typed: string;
  searched: string;
  why: string;
}

/** Course */
export interface CourseBlock {
  type: "course";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: PageReference;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** One time that a course is held. ``seats`` and ``seats_left`` are null where there is no limit; ``registration_url`` is null where nobody can register now. */
export interface CourseDate {
  id: number;
  first_day: string;
  last_day: string;
  days: CourseDay[];
  /** The weekdays and times in words, one line or several. */
  day_lines: string[];
  form: string;
  /** The form in words. */
  form_label: string;
  place: string;
  leader_title: string;
  note: string;
  cancel_reason: string;
  phase: "not_yet" | "open" | "full" | "closed" | "over" | "cancelled";
  /** The same in words, in the reader's language. */
  state: string;
  /** The same in a whole sentence. */
  sentence: string;
  /** Until when one can register, in words; empty where nobody can now. */
  register_by: string;
  seats: number | null;
  seats_left: number | null;
  /** The seats left in words; empty where there is no limit. */
  seats_label: string;
  waiting: number;
  gives_certificate: boolean;
  url: string;
  /** A calendar file; null where it is over or cancelled. */
  calendar_url: string | null;
  registration_url: string | null;
}

/** One day of a date, in local time. */
export interface CourseDay {
  date: string;
  start: string;
  end: string;
}

/** All courses. */
export interface CourseIndexPageContent {
  /** The page's type. */
  type: "utbildning.CourseIndexPage";
}

/** A course with its coming dates, the nearest first. ``next_date`` is the id of the one to begin with: the first that can be registered for, else the first that still may come. */
export interface CourseItem {
  page: PageReference;
  title: string;
  lead: string;
  audience: string;
  length: string;
  cost: string;
  is_basic: boolean;
  dates: CourseDate[];
  next_date: number | null;
  /** Where one can ask to be told of new dates; null where the site has no form. */
  wish_url: string | null;
  /** The latest that are over, the last first. Not in the list. */
  earlier?: CourseDate[] | null;
  /** Not in the list. */
  content?: CoursePageContent | null;
}

/** A list. */
export interface CourseList {
  items: CourseItem[];
  meta: ListMeta;
}

/** One course: for whom, what it gives, its program and its dates. */
export interface CoursePageContent {
  /** The page's type. */
  type: "utbildning.CoursePage";
  audience: string;
  goals: GoalBlock[];
  length: string;
  prerequisites: string;
  cost: string;
  certificate: string;
  program: ProgramDayBlock[];
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock | SectionBlock)[];
}

/** A file to fetch. ``size`` is in bytes. */
export interface DocumentReference {
  id: number;
  title: string;
  url: string;
  filename: string;
  file_type: string;
  size: number | null;
}

/** Files to fetch */
export interface DocumentsBlock {
  type: "documents";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: DocumentReference[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A drawing as SVG. It bears class names and no colours: the front end's own style sheet gives those. Its title and description stand in it; where it says nothing that words beside it do not say too, it is hidden from screen readers. */
export interface Drawing {
  /** One svg element, to be put into the page as it is. */
  svg: string;
}

/** A drawing that the site makes itself */
export interface DrawingBlock {
  type: "drawing";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: DrawingValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A drawing that the site makes itself, from what it knows. */
export interface DrawingValue {
  drawing: string;
  caption: string;
}

/** A date of the model's year, as it falls in the year that was asked for. ``end`` is the last day of a period. */
export interface EventItem {
  uid: string;
  locale: string;
  title: string;
  kind: string;
  audience: string;
  track: string;
  start: string;
  end: string | null;
  /** The day by the rule, where a weekend or holiday moved it. */
  moved_from: string | null;
  page: PageReference | null;
}

/** A value to narrow by, and how many hits have it. */
export interface FacetChoice {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

/** One way to narrow the search. ``name`` is the parameter. */
export interface FacetItem {
  name: string;
  label: string;
  choices: FacetChoice[];
}

/** Questions that open to their answers */
export interface FaqBlock {
  type: "faq";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: QuestionValue[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A picture with alternative text and caption */
export interface FigureBlock {
  type: "figure";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: FigureValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A picture with alternative text and caption. */
export interface FigureValue {
  image: Image | null;
  caption: string;
}

/** The part of the picture that must not be cut off, in pixels of the original; x and y are its middle. */
export interface FocalPoint {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Links under a heading. */
export interface FootColumn {
  heading: string;
  links: FootLink[];
}

/** A link of the foot. ``locale`` is set where it leads to another language. */
export interface FootLink {
  title: string;
  url: string;
  locale: string;
}

/** The path leads to a page. */
export interface FoundPage {
  result: "page";
  page: Page;
}

/** The path has moved: ``to`` is where, a path on this site or a whole address. */
export interface FoundRedirect {
  result: "redirect";
  to: string;
  permanent: boolean;
}

/** The glossary's word for what is searched, with its other names. ``locale`` is that of the glossary. */
export interface FoundTerm {
  uid: string;
  term: string;
  definition: string;
  url: string;
  english: string;
  also: string[];
  locale: string;
}

/** All words from A to Ö. The words are snippets; the page is where they stand. */
export interface GlossaryPageContent {
  /** The page's type. */
  type: "modellen.GlossaryPage";
}

/** Goal */
export interface GoalBlock {
  type: "goal";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** One hit. ``excerpt`` is HTML with the found words in <mark>; ``where`` the titles above it. */
export interface HitItem {
  title: string;
  url: string;
  kind: string;
  kind_label: string;
  excerpt: string;
  where: string;
  day: string | null;
  locale: string;
  rank: number;
  /** An editor put it there. */
  picked: boolean;
}

/** The first page of a language: what the model is, what happens now, where to go next. */
export interface HomePageContent {
  /** The page's type. */
  type: "home.HomePage";
  heading: string;
  button_text: string;
  button_page: PageReference | null;
  link_text: string;
  link_page: PageReference | null;
}

/** A picture at its place. ``alt`` is empty where the picture is decorative. */
export interface Image {
  id: number;
  alt: string;
  decorative: boolean;
  width: number;
  height: number;
  focal_point: FocalPoint | null;
  renditions: Record<string, Rendition>;
}

/** Item */
export interface ItemBlock {
  type: "item";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** Where in the whole this part stands. ``next`` and ``previous`` are addresses. */
export interface ListMeta {
  total: number;
  limit: number;
  offset: number;
  next: string | null;
  previous: string | null;
}

/** A language of the site. ``home`` is its start page, null where none is published. */
export interface Locale {
  code: string;
  name: string;
  is_default: boolean;
  home: PageReference | null;
}

/** The languages of the site. */
export interface LocaleList {
  items: Locale[];
}

/** The site's menu in one language. */
export interface Menu {
  home: PageReference | null;
  items: MenuItem[];
}

/** A page of the menu with those below it. */
export interface MenuItem {
  id: number;
  /** The type of the page, app and class. */
  type: string;
  title: string;
  /** The page's path on the site. */
  url: string;
  locale: string;
  children: MenuItem[];
}

/** Mistake */
export interface MistakeBlock {
  type: "mistake";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** The model in numbered sections. */
export interface ModelPageContent {
  /** The page's type. */
  type: "modellen.ModelPage";
  kicker: string;
  body: ModelSectionBlock[];
}

/** A heading and what belongs to it */
export interface ModelSectionBlock {
  type: "section";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: ModelSectionValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A numbered section of the model. */
export interface ModelSectionValue {
  heading: string;
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock | RoleCardsBlock)[];
}

/** All news, the newest first, by topic where asked; also as an Atom feed. */
export interface NewsIndexPageContent {
  /** The page's type. */
  type: "nyheter.NewsIndexPage";
}

/** A piece of news. ``about`` is the page that it is about. */
export interface NewsItem {
  page: PageReference;
  title: string;
  lead: string;
  published_on: string;
  topic: string;
  /** The topic in words. */
  topic_label: string;
  is_pinned: boolean;
  about: PageReference | null;
  /** Only where asked for. */
  content?: NewsPageContent | null;
}

/** News, with all topics that can be asked for. */
export interface NewsList {
  items: NewsItem[];
  meta: ListMeta;
  topics: Topic[];
}

/** One piece of news. Going live and expiry are Wagtail's own. */
export interface NewsPageContent {
  /** The page's type. */
  type: "nyheter.NewsPage";
  published_on: string | null;
  topic: string;
  /** The same in words, in the reader's language. */
  topic_label: string;
  is_pinned: boolean;
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock | SectionBlock)[];
  contact: string;
  related_page: PageReference | null;
}

/** The object map and the list of objects. */
export interface ObjectIndexPageContent {
  /** The page's type. */
  type: "objektsidor.ObjectIndexPage";
}

/** An object: its code, its name and one sentence. */
export interface ObjectItem {
  code: string;
  name: string;
  summary: string;
  page: PageReference;
  /** Not in the list. */
  content?: ObjectPageContent | null;
}

/** A list. */
export interface ObjectList {
  items: ObjectItem[];
  meta: ListMeta;
}

/** One object: what it is, what belongs to it and what does not. */
export interface ObjectPageContent {
  /** The page's type. */
  type: "objektsidor.ObjectPage";
  code: string;
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock | SectionBlock)[];
  scope_in: ItemBlock[];
  scope_out: ItemBlock[];
  teams_url: string;
}

/** A published page. ``url`` is its path on the site, ``html_url`` its whole address. */
export interface Page {
  id: number;
  type: string;
  /** The word for this type of page, in the reader's language. */
  kind: string;
  title: string;
  lead: string;
  url: string;
  html_url: string;
  locale: string;
  slug: string;
  /** How far below the start page it stands; 0 for the start page. */
  depth: number;
  show_in_menus: boolean;
  seo_title: string;
  search_description: string;
  first_published_at: string | null;
  last_published_at: string | null;
  /** The day the shown text changed last, as the site shows it. */
  updated_on: string | null;
  translation_key: string;
  /** The function that answers for it; with the content only. */
  content_owner?: string | null;
  /** Only where asked for. */
  content?: HomePageContent | GlossaryPageContent | ModelPageContent | RoleGuidePageContent | RoleIndexPageContent | TemplateLibraryPageContent | YearWheelPageContent | NewsIndexPageContent | NewsPageContent | ObjectIndexPageContent | ObjectPageContent | AccessibilityStatementPageContent | StandardPageContent | CourseIndexPageContent | CoursePageContent | null;
  /** Only where asked for. */
  translations?: Translation[] | null;
  /** Only where asked for: from the start page down. */
  breadcrumb?: PageReference[] | null;
}

/** A list. */
export interface PageList {
  items: Page[];
  meta: ListMeta;
}

/** A page that something leads to, in the reader's language where it is translated. */
export interface PageReference {
  id: number;
  /** The type of the page, app and class. */
  type: string;
  title: string;
  /** The page's path on the site. */
  url: string;
  locale: string;
}

/** Point */
export interface PointBlock {
  type: "point";
  /** Stays the same while the block is edited and moved. */
  id: string;
  /** HTML, or Markdown where that was asked for. */
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A page as a draft has it, for whoever was let in by its editor until ``expires_at``. */
export interface Preview {
  page: Page;
  revision: number;
  expires_at: string;
}

export interface PrincipleValue {
  name: string;
  sentence: string;
}

/** A list of names with a sentence each */
export interface PrinciplesBlock {
  type: "principles";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: PrincipleValue[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** Something went wrong (RFC 9457). ``detail`` says what to do about it. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
}

/** Day */
export interface ProgramDayBlock {
  type: "day";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: ProgramDayValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

export interface ProgramDayValue {
  heading: string;
  items: ProgramItemValue[];
}

export interface ProgramItemValue {
  time: string;
  text: string;
}

/** Quarter */
export interface QuarterBlock {
  type: "quarter";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: QuarterValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

export interface QuarterValue {
  quarter: string;
  /** HTML, or Markdown where that was asked for. */
  text: string;
}

export interface QuestionValue {
  question: string;
  /** HTML, or Markdown where that was asked for. */
  answer: string;
}

/** Words of somebody, with the source */
export interface QuoteBlock {
  type: "quote";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: QuoteValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** Somebody's words. */
export interface QuoteValue {
  text: string;
  source: string;
}

/** A path that has moved. */
export interface Redirect {
  path: string;
  to: string;
  permanent: boolean;
}

/** A list. */
export interface RedirectList {
  items: Redirect[];
  meta: ListMeta;
}

/** Links to pages on this site */
export interface RelatedPagesBlock {
  type: "related";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: PageReference[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A picture ready to be shown. ``srcset`` holds one value for each format, the smallest files first. */
export interface Rendition {
  src: string;
  width: number;
  height: number;
  /** Media type of the format to the value of the attribute srcset. */
  srcset: Record<string, string>;
}

/** Role */
export interface RoleBlock {
  type: "role";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** The roles with their motif and sentence, from the role guides */
export interface RoleCardsBlock {
  type: "role_cards";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** What one role is, decides and does: nine headings, the same for every role. The lead is the first. */
export interface RoleGuidePageContent {
  /** The page's type. */
  type: "modellen.RoleGuidePage";
  role: string;
  /** The same in words, in the reader's language. */
  role_label: string;
  summary: string;
  decides: string;
  quarters: QuarterBlock[];
  collaborates: RoleBlock[];
  time: string;
  new_in_role: PointBlock[];
  mistakes: MistakeBlock[];
  older_word: string;
  older_word_text: string;
  templates: TemplateChoiceBlock[];
  training: CourseBlock[];
}

/** All roles of the model. */
export interface RoleIndexPageContent {
  /** The page's type. */
  type: "modellen.RoleIndexPage";
}

/** A role of the model, from its guide. ``content`` is that of the guide, in the list only where asked for. */
export interface RoleItem {
  code: string;
  name: string;
  summary: string;
  side: string;
  /** The side in words; empty for a role without one. */
  side_label: string;
  level: string;
  page: PageReference;
  content?: RoleGuidePageContent | null;
}

/** The roles in the model's order. */
export interface RoleList {
  items: RoleItem[];
}

/** What one search found. ``total`` is at least that many where ``is_capped``; ``all_kinds`` is the number before a kind was chosen. ``words`` are those that were searched, none where nothing could be. ``is_simplified``: the usual engine was away, another one answered. */
export interface SearchAnswer {
  query: string;
  words: string[];
  total: number;
  all_kinds: number;
  is_capped: boolean;
  is_simplified: boolean;
  page: number;
  pages: number;
  hits: HitItem[];
  facets: FacetItem[];
  term: FoundTerm | null;
  correction: CorrectionItem | null;
}

/** A heading and what belongs to it */
export interface SectionBlock {
  type: "section";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: SectionValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A heading with what belongs to it. The heading gets an anchor, made from its words when shown. */
export interface SectionValue {
  heading: string;
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock)[];
}

/** Shortcoming */
export interface ShortcomingBlock {
  type: "shortcoming";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: ShortcomingValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** Something that is not accessible, and why. */
export interface ShortcomingValue {
  what: string;
  why: string;
  kind: string;
}

/** The site's name and what its frame shows. ``contact_url`` leads to whom readers ask; empty where nobody is named. */
export interface SiteFrame {
  name: string;
  municipality: string;
  tagline: string;
  /** A sentence to be shown on every page where the content is an example. */
  demo_notice: string;
  contact_url: string;
  footer: FootColumn[];
}

/** A list. */
export interface Sitemap {
  items: SitemapEntry[];
  meta: ListMeta;
}

/** A page as search engines hear of it. */
export interface SitemapEntry {
  id: number;
  locale: string;
  url: string;
  html_url: string;
  last_published_at: string | null;
  alternates: Alternate[];
}

/** An ordinary page of text. */
export interface StandardPageContent {
  /** The page's type. */
  type: "sidor.StandardPage";
  body: (TextBlock | PrinciplesBlock | StepsBlock | TableBlock | FigureBlock | DrawingBlock | QuoteBlock | CalloutBlock | TermBlock | FaqBlock | RelatedPagesBlock | DocumentsBlock | TeamsBlock | SectionBlock)[];
}

export interface StepValue {
  name: string;
  text: string;
  is_decision: boolean;
}

/** The steps of a process, in order */
export interface StepsBlock {
  type: "steps";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: StepValue[];
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

export interface SuggestionItem {
  text: string;
  url: string;
  kind: string;
  kind_label: string;
}

/** What begins like what was typed. */
export interface SuggestionList {
  items: SuggestionItem[];
}

/** A small table with a caption */
export interface TableBlock {
  type: "table";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: TableValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

export interface TableRowValue {
  cells: string[];
}

/** A table with a caption. The first cell of each row is its heading. */
export interface TableValue {
  caption: string;
  columns: string[];
  rows: TableRowValue[];
}

/** A link to a team in Teams */
export interface TeamsBlock {
  type: "teams";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: TeamsValue;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** The way into a team in Teams; it opens in a tab of its own and says so. */
export interface TeamsValue {
  label: string;
  url: string;
}

/** Template */
export interface TemplateChoiceBlock {
  type: "template";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A template to fill in, with its document. */
export interface TemplateEntry {
  uid: string;
  locale: string;
  title: string;
  description: string;
  version: string;
  owner: string;
  format_note: string;
  updated_on: string | null;
  document: DocumentReference | null;
}

/** All templates. The items are snippets; the page is where they stand. */
export interface TemplateLibraryPageContent {
  /** The page's type. */
  type: "modellen.TemplateLibraryPage";
}

/** A list. */
export interface TemplateList {
  items: TemplateEntry[];
  meta: ListMeta;
}

/** A word's definition from the glossary, folded up */
export interface TermBlock {
  type: "term";
  /** Stays the same while the block is edited and moved. */
  id: string;
  value: TermReference;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A word of the glossary. ``locale`` is that of the words: the source's where there is no translation. */
export interface TermItem {
  uid: string;
  locale: string;
  term: string;
  definition: string;
  url: string;
  english: string;
  abbreviation: string;
  synonyms: string[];
  /** The uids of words that are close to this one. */
  see_also: string[];
  /** The uid of the word to use instead of a discouraged one. */
  replaced_by: string | null;
  updated_on: string | null;
  translations: TermTranslation[];
  /** Pages that explain the word; only where asked for. */
  used_by?: PageReference[] | null;
}

/** A list. */
export interface TermList {
  items: TermItem[];
  meta: ListMeta;
}

/** A word of the glossary. */
export interface TermReference {
  uid: string;
  term: string;
  definition: string;
  url: string;
}

export interface TermTranslation {
  locale: string;
  term: string;
  definition: string;
}

/** Paragraphs, lists and smaller headings */
export interface TextBlock {
  type: "text";
  /** Stays the same while the block is edited and moved. */
  id: string;
  /** HTML, or Markdown where that was asked for. */
  value: string;
  /** As the site shows it; only where it was asked for. */
  html?: string | null;
}

/** A page that is gone: unpublished, deleted, or closed to the reader. ``at`` is when it was so at the latest. */
export interface Tombstone {
  id: number;
  locale: string;
  translation_key: string;
  at: string;
}

/** A list. */
export interface TombstoneList {
  items: Tombstone[];
  meta: ListMeta;
}

/** What news can be about: the value of the parameter, and its words. */
export interface Topic {
  value: string;
  label: string;
}

/** The page in another language. */
export interface Translation {
  id: number;
  locale: string;
  title: string;
  url: string;
}

/** What is not over, the nearest first. */
export interface Upcoming {
  items: CalendarItem[];
}

/** The year as a wheel, with the signs that it uses. The numbers are those of the year's items. */
export interface WheelDrawing {
  /** One svg element, to be put into the page as it is. */
  svg: string;
  year: number;
  legend: WheelSign[];
}

/** What an arc (``track``) or a mark (``kind``) of the drawing means. */
export interface WheelSign {
  /** track or kind. */
  sort: string;
  name: string;
  label: string;
}

/** The dates of one year, in order. */
export interface YearOfEvents {
  year: number;
  items: EventItem[];
}

/** The year as a wheel, as a list with the same numbers, and as a calendar file. */
export interface YearWheelPageContent {
  /** The page's type. */
  type: "modellen.YearWheelPage";
}

/** One method for each endpoint. `ask` sends the request: where to, with which token, is its matter. */
export class ContentApi {
  constructor(private readonly ask: Ask) {}

  /** The name and the foot of the site */
  siteFrame(query: { locale?: string | null } = {}): Promise<SiteFrame> {
    return this.ask("/site/", query) as Promise<SiteFrame>;
  }

  /** Search */
  search(query: { locale?: string | null; q: string; page?: number; kind?: string[]; role?: string[]; object?: string[]; year?: string[]; exact?: boolean }): Promise<SearchAnswer> {
    return this.ask("/search/", query) as Promise<SearchAnswer>;
  }

  /** What begins like what is typed */
  suggestions(query: { locale?: string | null; q: string }): Promise<SuggestionList> {
    return this.ask("/search/suggestions/", query) as Promise<SuggestionList>;
  }

  /** Pages, narrowed and in order */
  pages(query: { limit?: number; offset?: number; text?: "html" | "markdown"; locale?: string | null; type?: "home.HomePage" | "modellen.GlossaryPage" | "modellen.ModelPage" | "modellen.RoleGuidePage" | "modellen.RoleIndexPage" | "modellen.TemplateLibraryPage" | "modellen.YearWheelPage" | "nyheter.NewsIndexPage" | "nyheter.NewsPage" | "objektsidor.ObjectIndexPage" | "objektsidor.ObjectPage" | "sidor.AccessibilityStatementPage" | "sidor.StandardPage" | "utbildning.CourseIndexPage" | "utbildning.CoursePage" | null; parent?: number | null; updated_since?: string | null; fallback?: string | null; order?: "tree" | "title" | "-title" | "first_published_at" | "-first_published_at" | "last_published_at" | "-last_published_at"; include?: string | null } = {}): Promise<PageList> {
    return this.ask("/pages/", query) as Promise<PageList>;
  }

  /** The page, or redirect, at a path of the site */
  byPath(query: { text?: "html" | "markdown"; path: string; locale?: string | null; fallback?: string | null; include?: string | null }): Promise<FoundPage | FoundRedirect> {
    return this.ask("/pages/by-path/", query) as Promise<FoundPage | FoundRedirect>;
  }

  /** One page */
  page(pk: number, query: { text?: "html" | "markdown"; locale?: string | null; fallback?: string | null; include?: string | null } = {}): Promise<Page> {
    return this.ask(`/pages/${encodeURIComponent(pk)}/`, query) as Promise<Page>;
  }

  /** A draft of a page, for who was let in by its editor */
  preview(pk: number, query: { text?: "html" | "markdown"; include?: string | null } = {}): Promise<Preview> {
    return this.ask(`/pages/${encodeURIComponent(pk)}/preview/`, query) as Promise<Preview>;
  }

  /** Pages that are gone */
  gone(query: { limit?: number; offset?: number; since: string }): Promise<TombstoneList> {
    return this.ask("/pages/gone/", query) as Promise<TombstoneList>;
  }

  /** The menu */
  navigation(query: { locale?: string | null; depth?: number } = {}): Promise<Menu> {
    return this.ask("/navigation/", query) as Promise<Menu>;
  }

  /** The languages */
  locales(): Promise<LocaleList> {
    return this.ask("/locales/", {}) as Promise<LocaleList>;
  }

  /** All pages, with their translations */
  sitemap(query: { limit?: number; offset?: number } = {}): Promise<Sitemap> {
    return this.ask("/sitemap/", query) as Promise<Sitemap>;
  }

  /** Paths that have moved */
  allRedirects(query: { limit?: number; offset?: number } = {}): Promise<RedirectList> {
    return this.ask("/redirects/", query) as Promise<RedirectList>;
  }

  /** An object with its two halves */
  objectDrawing(query: { locale?: string | null } = {}): Promise<Drawing> {
    return this.ask("/drawings/one-object/", query) as Promise<Drawing>;
  }

  /** The map of the objects */
  objectMapDrawing(query: { locale?: string | null; only?: string | null } = {}): Promise<Drawing> {
    return this.ask("/drawings/object-map/", query) as Promise<Drawing>;
  }

  /** The objects */
  objects(query: { limit?: number; offset?: number; locale?: string | null } = {}): Promise<ObjectList> {
    return this.ask("/objects/", query) as Promise<ObjectList>;
  }

  /** One object, with its page */
  oneObject(code: string, query: { locale?: string | null } = {}): Promise<ObjectItem> {
    return this.ask(`/objects/${encodeURIComponent(code)}/`, query) as Promise<ObjectItem>;
  }

  /** The courses with their coming dates */
  courses(query: { limit?: number; offset?: number; locale?: string | null } = {}): Promise<CourseList> {
    return this.ask("/courses/", query) as Promise<CourseList>;
  }

  /** One course, with its page and its coming dates */
  course(pk: number): Promise<CourseItem> {
    return this.ask(`/courses/${encodeURIComponent(pk)}/`, {}) as Promise<CourseItem>;
  }

  /** One date of a course, by the end of its address */
  courseDate(pk: number, slug: string): Promise<CourseDate> {
    return this.ask(`/courses/${encodeURIComponent(pk)}/dates/${encodeURIComponent(slug)}/`, {}) as Promise<CourseDate>;
  }

  /** The words of the glossary */
  termList(query: { limit?: number; offset?: number; locale?: string | null; include?: string | null } = {}): Promise<TermList> {
    return this.ask("/terms/", query) as Promise<TermList>;
  }

  /** One word, with the pages that explain it */
  term(uid: string, query: { locale?: string | null } = {}): Promise<TermItem> {
    return this.ask(`/terms/${encodeURIComponent(uid)}/`, query) as Promise<TermItem>;
  }

  /** The roles of the model */
  roleList(query: { locale?: string | null; include?: string | null } = {}): Promise<RoleList> {
    return this.ask("/roles/", query) as Promise<RoleList>;
  }

  /** One role, with its guide */
  role(code: string, query: { locale?: string | null } = {}): Promise<RoleItem> {
    return this.ask(`/roles/${encodeURIComponent(code)}/`, query) as Promise<RoleItem>;
  }

  /** The templates with their documents */
  templateList(query: { limit?: number; offset?: number; locale?: string | null } = {}): Promise<TemplateList> {
    return this.ask("/templates/", query) as Promise<TemplateList>;
  }

  /** One template */
  template(uid: string, query: { locale?: string | null } = {}): Promise<TemplateEntry> {
    return this.ask(`/templates/${encodeURIComponent(uid)}/`, query) as Promise<TemplateEntry>;
  }

  /** The dates of the model's year */
  events(query: { locale?: string | null; year?: number | null } = {}): Promise<YearOfEvents> {
    return this.ask("/year-wheel/", query) as Promise<YearOfEvents>;
  }

  /** Everything dated in a year */
  calendarYear(query: { locale?: string | null; year?: number | null } = {}): Promise<CalendarYear> {
    return this.ask("/calendar/", query) as Promise<CalendarYear>;
  }

  /** What comes next */
  upcoming(query: { locale?: string | null; page?: number | null; limit?: number } = {}): Promise<Upcoming> {
    return this.ask("/calendar/upcoming/", query) as Promise<Upcoming>;
  }

  /** The year as a wheel */
  wheelDrawing(query: { locale?: string | null; year?: number | null } = {}): Promise<WheelDrawing> {
    return this.ask("/calendar/wheel/", query) as Promise<WheelDrawing>;
  }

  /** This year as a line */
  lineDrawing(query: { locale?: string | null } = {}): Promise<Drawing> {
    return this.ask("/calendar/line/", query) as Promise<Drawing>;
  }

  /** News, those at the top first, then the newest */
  news(query: { limit?: number; offset?: number; locale?: string | null; topic?: "object" | "template" | "system" | "training" | "model" | null; include?: string | null } = {}): Promise<NewsList> {
    return this.ask("/news/", query) as Promise<NewsList>;
  }
}
