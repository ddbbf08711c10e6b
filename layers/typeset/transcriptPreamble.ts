/**
 * The macros of LaTeX transcripts, for a document of its own. They need nothing beside LaTeX's base packages.
 */
export const transcriptPreamble = String.raw`\documentclass[11pt]{article}
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp}
\usepackage[margin=1in]{geometry}
\usepackage{color}
\definecolor{removed}{rgb}{0.62,0.25,0}
\definecolor{added}{rgb}{0,0.33,0.55}
\makeatletter
% One observation: a figure that may go over several pages.
\newenvironment{transcript}{\par\def\@captype{figure}\sloppy}{\par\bigskip}
\newcommand{\session}[1]{\par\medskip\noindent\textbf{#1}\par\nobreak}
\newcommand{\speech}[2]{\par\smallskip{\leftskip=1.5em\parindent=0pt\noindent\textsf{\small #1}\par\nobreak\noindent\ignorespaces #2\par}}
\newcommand{\user}[2][User]{\speech{#1}{#2}}
\newcommand{\model}[2][Model]{\speech{#1}{#2}}
\makeatother
% What the explanation took out, put in, and masked; each can be told from the others in grey, too.
\DeclareRobustCommand{\removed}[1]{{\color{removed}\textlbrackdbl\textit{#1}\textrbrackdbl}}
\DeclareRobustCommand{\added}[1]{{\color{added}\textbf{#1}}}
\DeclareRobustCommand{\masked}[1]{\textbf{\textsf{#1}}}
% A character that pdfLaTeX's fonts lack. With XeLaTeX or LuaLaTeX and a font that has it: \symbol{"#1}.
\DeclareRobustCommand{\unicodechar}[1]{{\footnotesize\textsf{[U+#1]}}}
`
