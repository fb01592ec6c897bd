// One function for each type of page. A type that is missing here does not compile.

import type { Content } from "../contents.js";
import { html } from "../html.js";
import { plainHead } from "../frame.js";
import type { Drawn, Place, Whole } from "../place.js";
import { course, courseIndex } from "./courses.js";
import { glossary, templateLibrary } from "./library.js";
import { home } from "./home.js";
import { modelPage, standardPage } from "./model.js";
import { newsIndex, newsPage } from "./news.js";
import { objectIndex, objectPage } from "./objects.js";
import { roleGuide, roleIndex } from "./roles.js";
import { statement } from "./statement.js";
import { yearWheel } from "./wheel.js";

/** A type of page that is newer than this front end: its head is better than an error. */
function unknown(content: never, page: Whole): Drawn {
  console.warn(`A page of an unknown type shows its head only: ${JSON.stringify(content).slice(0, 200)}`);
  return { head: plainHead(page), content: html`` };
}

export async function drawn(page: Whole, place: Place): Promise<Drawn> {
  const content: Content = page.content;
  switch (content.type) {
    case "home.HomePage":
      return home({ ...page, content }, place);
    case "modellen.ModelPage":
      return modelPage({ ...page, content }, place);
    case "sidor.StandardPage":
      return standardPage({ ...page, content }, place);
    case "sidor.AccessibilityStatementPage":
      return statement({ ...page, content }, place);
    case "modellen.RoleIndexPage":
      return roleIndex(page, place);
    case "modellen.RoleGuidePage":
      return roleGuide({ ...page, content }, place);
    case "modellen.GlossaryPage":
      return glossary(page, place);
    case "modellen.TemplateLibraryPage":
      return templateLibrary(page, place);
    case "modellen.YearWheelPage":
      return yearWheel(page, place);
    case "nyheter.NewsIndexPage":
      return newsIndex(page, place);
    case "nyheter.NewsPage":
      return newsPage({ ...page, content }, place);
    case "objektsidor.ObjectIndexPage":
      return objectIndex(page, place);
    case "objektsidor.ObjectPage":
      return objectPage({ ...page, content }, place);
    case "utbildning.CourseIndexPage":
      return courseIndex(page, place);
    case "utbildning.CoursePage":
      return course({ ...page, content }, place);
    default:
      return unknown(content, page);
  }
}
