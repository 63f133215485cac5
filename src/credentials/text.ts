/** A user name and a password in a URL, which is no variable. */
const LOGIN = /:\/\/[^\s/@:?#]*:[^\s/@$?#][^\s/@?#]*@/;
/** Tokens of GitLab, GitHub and AWS, by how they begin and how long they are. Those of runners have a rule of their own. */
const TOKEN =
  /(?:^|[^A-Za-z0-9_-])(?:gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|soat|wt)-[\w.-]{20}|gh[oprsu]_[A-Za-z0-9]{36}|github_pat_\w{22}|A[KS]IA[A-Z0-9]{16})/;

/** Whether a text can only hold a credential: a URL with a password, or a token. */
export function holdsCredential(text: string): boolean {
  return LOGIN.test(text) || TOKEN.test(text);
}
