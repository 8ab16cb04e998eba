//! The connection to a server, driven by whoever waits for an answer: it has no thread of its own. What
//! is asked together goes out together, and the server answers it in that order without waiting for us in
//! between: one way there and back, however much is asked.

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_util::SinkExt as _;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    runtime::{Builder, Runtime},
};
use tokio_postgres::{
    AsyncMessage, Client, Connection, Error, NoTls, Row, Statement,
    config::Config,
    types::{ToSql, Type},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What is asked of a server.
pub(super) struct Request<'r> {
    pub(super) sql: &'r str,
    pub(super) args: Vec<(&'r (dyn ToSql + Sync), Type)>,
    pub(super) how: How,
}

/// How a server is asked.
pub(super) enum How {
    /// Several statements in one text, without values, of which only an error comes back.
    Script,
    /// For rows; by the statement that the server knows, if it does.
    Ask(Option<Statement>),
    /// To change rows; likewise.
    Change(Option<Statement>),
}

impl<'r> Request<'r> {
    pub(super) const fn script(sql: &'r str) -> Self {
        Self { sql, args: Vec::new(), how: How::Script }
    }

    pub(super) const fn ask(sql: &'r str) -> Self {
        Self { sql, args: Vec::new(), how: How::Ask(None) }
    }
}

/// What came back: rows, and how many were changed.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) rows: Vec<Row>,
    pub(super) changed: u64,
}

/// Why there is no connection.
pub(super) enum Failed {
    /// This computer has no means left.
    Here(std::io::Error),
    /// The way to the server, or the server.
    There(Error),
}

/// A connection. What asks goes first when it ends, so that the line says good-bye.
pub(super) struct Wire {
    client: Client,
    line: Line,
    /// How often an answer was waited for.
    #[cfg(test)]
    pub(super) trips: u64,
}

/// Carries what passes until there is nothing to carry, or it has ended.
type Turn = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<Result<AsyncMessage, Error>>> + Send>;

struct Line {
    /// Nothing once it has ended.
    turn: Option<Turn>,
    runtime: Runtime,
}

impl Wire {
    /// Connects, by TLS where there is something to verify the server with.
    pub(super) fn connect(config: &Config, tls: Option<MakeRustlsConnect>) -> Result<Self, Failed> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(Failed::Here)?;
        let connected = match tls {
            None => runtime.block_on(config.connect(NoTls)).map(|(client, line)| (client, turning(line))),
            Some(tls) => runtime.block_on(config.connect(tls)).map(|(client, line)| (client, turning(line))),
        };
        let (client, turn) = connected.map_err(Failed::There)?;
        Ok(Self {
            client,
            line: Line { turn: Some(turn), runtime },
            #[cfg(test)]
            trips: 0,
        })
    }

    /// Tells whether it was lost, as far as was noticed.
    pub(super) fn is_lost(&self) -> bool {
        self.line.turn.is_none() || self.client.is_closed()
    }

    /// Asks everything at once, and returns what came back for each. It fails where the connection does.
    pub(super) fn ask(&mut self, requests: &[Request<'_>]) -> Result<Vec<Result<Answer, Error>>, Error> {
        self.run(async |client| Ok(all(requests.iter().map(|request| ask(client, request))).await))
    }

    /// Lets the server know statements, all at once.
    pub(super) fn prepare(&mut self, statements: &[&str]) -> Result<Vec<Statement>, Error> {
        self.run(async |client| {
            all(statements.iter().map(|sql| client.prepare(sql))).await.into_iter().collect()
        })
    }

    /// Hands over the rows of a COPY, in its binary form.
    pub(super) fn copy_in(&mut self, sql: &str, parts: &[&[u8]]) -> Result<(), Error> {
        self.run(async |client| {
            let mut sink = pin!(client.copy_in::<_, Bytes>(sql).await?);
            for part in parts {
                if sink.feed(Bytes::copy_from_slice(part)).await.is_err() {
                    // What the server says of it comes with the end.
                    break;
                }
            }
            sink.finish().await.map(drop)
        })
    }

    /// Says something to which no answer is waited for.
    pub(super) fn say(&mut self, sql: &str) {
        let Self { client, line: Line { turn, runtime }, .. } = self;
        let mut request = pin!(client.batch_execute(sql));
        runtime.block_on(poll_fn(|cx| {
            // Whether it arrives shows when something is asked.
            let _ = request.as_mut().poll(cx);
            let _ = carry(turn, cx);
            Poll::Ready(())
        }));
    }

    /// Waits for what is asked, and carries what passes meanwhile.
    fn run<T>(&mut self, work: impl AsyncFnOnce(&Client) -> Result<T, Error>) -> Result<T, Error> {
        #[cfg(test)]
        {
            self.trips += 1;
        }
        let Self { client, line: Line { turn, runtime }, .. } = self;
        let mut work = pin!(work(client));
        runtime.block_on(poll_fn(|cx| {
            // What is asked is handed over before the line is looked at.
            if let Poll::Ready(done) = work.as_mut().poll(cx) {
                return Poll::Ready(done);
            }
            if let Err(e) = carry(turn, cx) {
                return Poll::Ready(Err(e));
            }
            work.as_mut().poll(cx)
        }))
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let Self { turn, runtime } = self;
        runtime.block_on(poll_fn(|cx| match carry(turn, cx) {
            Ok(()) if turn.is_some() => Poll::Pending,
            _ => Poll::Ready(()),
        }));
    }
}

fn turning<S, T>(mut line: Connection<S, T>) -> Turn
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    Box::new(move |cx| line.poll_message(cx))
}

/// Carries what passes; whoever still waits learns that the line has ended once it is gone.
fn carry(turn: &mut Option<Turn>, cx: &mut Context<'_>) -> Result<(), Error> {
    while let Some(next) = turn {
        match next(cx) {
            // A remark of the server.
            Poll::Ready(Some(Ok(_))) => {}
            Poll::Ready(Some(Err(e))) => {
                *turn = None;
                return Err(e);
            }
            Poll::Ready(None) => *turn = None,
            Poll::Pending => break,
        }
    }
    Ok(())
}

/// Starts them all before it waits for the first.
async fn all<F: Future>(asked: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut asked: Vec<Pin<Box<F>>> = asked.map(Box::pin).collect();
    let mut answers: Vec<Option<F::Output>> = asked.iter().map(|_| None).collect();
    poll_fn(|cx| {
        let mut waits = false;
        for (request, answer) in asked.iter_mut().zip(&mut answers).filter(|(_, answer)| answer.is_none()) {
            match request.as_mut().poll(cx) {
                Poll::Ready(came) => *answer = Some(came),
                Poll::Pending => waits = true,
            }
        }
        if waits { Poll::Pending } else { Poll::Ready(()) }
    })
    .await;
    answers.into_iter().flatten().collect()
}

async fn ask(client: &Client, request: &Request<'_>) -> Result<Answer, Error> {
    let values = || request.args.iter().map(|(value, _)| *value).collect::<Vec<_>>();
    Ok(match &request.how {
        How::Script => client.batch_execute(request.sql).await.map(|()| Answer::default())?,
        How::Ask(Some(known)) => Answer { rows: client.query(known, &values()).await?, changed: 0 },
        How::Ask(None) => Answer { rows: client.query_typed(request.sql, &request.args).await?, changed: 0 },
        How::Change(Some(known)) => {
            Answer { changed: client.execute(known, &values()).await?, rows: Vec::new() }
        }
        How::Change(None) => {
            Answer { changed: client.execute_typed(request.sql, &request.args).await?, rows: Vec::new() }
        }
    })
}
